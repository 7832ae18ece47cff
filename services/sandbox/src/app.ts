import express, { type ErrorRequestHandler, type Express } from "express";
import { googleRouter } from "./google/google-router.ts";
import { controlRouter } from "./control/control-router.ts";
import { pageRoutes } from "./page/page-routes.ts";
import { recordingRoutes } from "./recordings/recording-routes.ts";
import { resendRouter } from "./resend/resend-router.ts";
import type { Sandbox } from "./sandbox.ts";
import { twilioRouter } from "./twilio/twilio-router.ts";
import { vapiRouter } from "./vapi/vapi-router.ts";
import { websiteRoutes } from "./website/website-routes.ts";

/** The whole sandbox as one Express app: the providers' APIs, the control API, recordings, a business's website, the page. */
export function createApp(sandbox: Sandbox): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.get("/healthz", (_req, res) => {
    res.json({ ok: true });
  });
  app.use("/vapi", vapiRouter(sandbox));
  app.use("/twilio", twilioRouter(sandbox));
  app.use("/resend", resendRouter(sandbox));
  app.use("/google", googleRouter(sandbox));
  app.use("/sandbox", controlRouter(sandbox));
  app.use("/recordings", recordingRoutes(sandbox));
  app.use("/website", websiteRoutes());
  app.use(pageRoutes());
  app.use((_req, res) => {
    res.status(404).json({ error: "Not found" });
  });
  const onError: ErrorRequestHandler = (error, req, res, _next) => {
    sandbox.logger.error({ err: error, method: req.method, path: req.path }, "a request broke");
    if (!res.headersSent) res.status(500).json({ error: "The sandbox itself failed; its log has the reason" });
    else res.destroy();
  };
  app.use(onError);
  return app;
}
