import { timingSafeEqual } from "node:crypto";
import express, { Router, type RequestHandler } from "express";
import { faultMiddleware } from "../faults/fault-middleware.ts";
import type { Sandbox } from "../sandbox.ts";
import { emailRoutes } from "./email-routes.ts";
import { refuseConcurrent } from "./idempotency.ts";
import { rateLimit } from "./rate-limit.ts";
import { ResendApiError, resendErrorHandler, writeResendFailure } from "./resend-error.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** Resend's API. */
export function resendRouter(sandbox: Sandbox): Router {
  const router = Router();
  router.use(refuseConcurrent());
  router.use(faultMiddleware(sandbox.faults, "resend", writeResendFailure));
  router.use(requireKey(sandbox.secrets.resendApiKey));
  router.use(rateLimit(sandbox));
  router.use(express.json({ limit: "40mb" }));
  router.use("/emails", emailRoutes(sandbox));
  router.use("/webhooks", webhookRoutes(sandbox));
  router.get("/domains", (_req, res) => {
    res.json({ object: "list", has_more: false, data: [] });
  });
  router.use(() => {
    throw new ResendApiError("not_found", "The requested endpoint does not exist");
  });
  router.use(resendErrorHandler);
  return router;
}

function requireKey(key: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${key}`);
  return (req, _res, next) => {
    const header = req.get("authorization");
    if (!header) throw new ResendApiError("missing_api_key", "Missing API Key");
    const given = Buffer.from(header);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    throw new ResendApiError("invalid_api_key", "API key is invalid");
  };
}
