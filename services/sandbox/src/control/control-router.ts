import express, { Router, type ErrorRequestHandler } from "express";
import { ControlError } from "../http-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { controlCallRoutes } from "./call-routes.ts";
import { changeStream } from "./change-stream.ts";
import { controlInboxRoutes } from "./inbox-routes.ts";
import { controlNumberRoutes } from "./number-routes.ts";
import { controlOperationRoutes } from "./operation-routes.ts";

/** The sandbox's own API, for tests, demos and the page. */
export function controlRouter(sandbox: Sandbox): Router {
  const router = Router();
  router.use(express.json({ limit: "1mb" }));
  router.get("/changes", changeStream(sandbox));
  router.use(controlCallRoutes(sandbox));
  router.use(controlInboxRoutes(sandbox));
  router.use(controlNumberRoutes(sandbox));
  router.use(controlOperationRoutes(sandbox));
  router.use((req) => {
    throw new ControlError(404, `No such thing: ${req.method} /sandbox${req.path}`);
  });
  router.use(controlErrorHandler);
  return router;
}

const controlErrorHandler: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error instanceof ControlError ? error.status : (error as { status?: number }).status;
  if (!status || status >= 500) return next(error);
  res.status(status).json({ error: (error as Error).message });
};
