import express, { type Express, type RequestHandler } from "express";

/** An Express app that reads the same bodies as the ingress, at the same address, with the same limits. */
export function baselineApp(answer: RequestHandler): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.post("/api/webhooks/vapi/:organizationId", express.raw({ type: () => true, limit: "4mb" }), answer);
  return app;
}
