import { timingSafeEqual } from "node:crypto";
import express, { Router, type RequestHandler } from "express";
import { faultMiddleware } from "../faults/fault-middleware.ts";
import type { Sandbox } from "../sandbox.ts";
import { assistantSchema, toolSchema } from "./assistant-schema.ts";
import { callRoutes } from "./call-routes.ts";
import { chatRoutes } from "./chat-routes.ts";
import { controlRoutes } from "./control-routes.ts";
import { credentialRoutes } from "./credential-routes.ts";
import { phoneNumberRoutes } from "./phone-number-routes.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { VapiApiError, vapiErrorHandler, writeVapiError } from "./vapi-error.ts";

/** VAPI's API. */
export function vapiRouter(sandbox: Sandbox): Router {
  const { store } = sandbox;
  const router = Router();
  // Read first: what has arrived is handled, also when its sender has given up waiting.
  router.use(express.json({ limit: "4mb" }));
  router.use(faultMiddleware(sandbox.faults, "vapi", writeVapiError));
  router.use("/control", controlRoutes(sandbox));
  router.use(requireKey(sandbox.secrets.vapiApiKey));
  router.use(
    "/assistant",
    resourceRoutes(sandbox, { name: "Assistant", items: store.assistants, schema: assistantSchema }),
  );
  router.use("/tool", resourceRoutes(sandbox, { name: "Tool", items: store.tools, schema: toolSchema }));
  router.use("/phone-number", phoneNumberRoutes(sandbox));
  router.use("/credential", credentialRoutes(sandbox));
  router.use("/call", callRoutes(sandbox));
  router.use("/chat", chatRoutes(sandbox));
  router.use((req) => {
    throw new VapiApiError(404, `Cannot ${req.method} ${req.path}`);
  });
  router.use(vapiErrorHandler);
  return router;
}

function requireKey(key: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${key}`);
  return (req, _res, next) => {
    const given = Buffer.from(req.get("authorization") ?? "");
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    throw new VapiApiError(
      401,
      "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.",
    );
  };
}
