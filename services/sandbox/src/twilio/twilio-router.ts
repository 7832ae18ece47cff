import { timingSafeEqual } from "node:crypto";
import express, { Router, type RequestHandler } from "express";
import { faultMiddleware } from "../faults/fault-middleware.ts";
import type { Sandbox, SandboxSecrets } from "../sandbox.ts";
import { messageRoutes } from "./message-routes.ts";
import { numberRoutes } from "./number-routes.ts";
import { twilioCallRoutes } from "./twilio-call-routes.ts";
import { TwilioApiError, twilioErrorHandler, writeTwilioFailure } from "./twilio-error.ts";

/** Twilio's REST API of one account. */
export function twilioRouter(sandbox: Sandbox): Router {
  const { twilioAccountSid: sid } = sandbox.secrets;
  const accountPath = `/2010-04-01/Accounts/${sid}`;
  const router = Router();
  router.use(faultMiddleware(sandbox.faults, "twilio", writeTwilioFailure));
  router.use(requireAccount(sandbox.secrets));
  router.use(express.urlencoded({ extended: false, limit: "1mb" }));
  router.get(`${accountPath}.json`, (_req, res) => {
    res.json({ sid, friendly_name: "Sandbox account", status: "active", type: "Full", uri: `${accountPath}.json` });
  });
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
