import { timingSafeEqual } from "node:crypto";
import express, { Router, type RequestHandler } from "express";
import { faultMiddleware } from "../faults/fault-middleware.ts";
import type { Sandbox, SandboxSecrets } from "../sandbox.ts";
import { addressRoutes } from "./address-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { numberRoutes } from "./number-routes.ts";
import { pricingRoutes } from "./pricing-routes.ts";
import { regulationRoutes } from "./regulation-routes.ts";
import { twilioCallRoutes } from "./twilio-call-routes.ts";
import { TwilioApiError, twilioErrorHandler, writeTwilioFailure } from "./twilio-error.ts";

/** Twilio's REST API of one account. */
export function twilioRouter(sandbox: Sandbox): Router {
  const { twilioAccountSid: sid } = sandbox.secrets;
  const accountPath = `/2010-04-01/Accounts/${sid}`;
  const router = Router();
  // Read first: what has arrived is handled, also when its sender has given up waiting.
  router.use(express.urlencoded({ extended: false, limit: "1mb" }));
  router.use(faultMiddleware(sandbox.faults, "twilio", writeTwilioFailure));
  router.use(requireAccount(sandbox.secrets));
  router.get(`${accountPath}.json`, (_req, res) => {
    res.json({ sid, friendly_name: "Sandbox account", status: "active", type: "Full", uri: `${accountPath}.json` });
  });
  // Products that live on hosts of their own at Twilio: pricing.twilio.com, numbers.twilio.com.
  router.use("/v1", pricingRoutes());
  router.use("/v2", regulationRoutes());
  router.use(accountPath, addressRoutes(sandbox, accountPath));
  router.use(accountPath, numberRoutes(sandbox, accountPath));
  router.use(accountPath, messageRoutes(sandbox, accountPath));
  router.use(accountPath, twilioCallRoutes(sandbox, accountPath));
  router.use((req) => {
    throw new TwilioApiError(20404, req.path);
  });
  router.use(twilioErrorHandler);
  return router;
}

function requireAccount(secrets: SandboxSecrets): RequestHandler {
  const pair = `${secrets.twilioAccountSid}:${secrets.twilioAuthToken}`;
  const expected = Buffer.from(`Basic ${Buffer.from(pair).toString("base64")}`);
  return (req, _res, next) => {
    const given = Buffer.from(req.get("authorization") ?? "");
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    throw new TwilioApiError(20003);
  };
}
