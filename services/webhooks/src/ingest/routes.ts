import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { ingestTwilioStatus, type IngestTwilioDeps } from "./ingest-twilio.ts";
import { ingestVapi, type IngestVapiDeps } from "./ingest-vapi.ts";
import type { IngestOutcome } from "./outcome.ts";

/** A report of a long call with its word times stays well below. */
const VAPI_LIMIT = "4mb";
const TWILIO_LIMIT = "64kb";
/** How soon a provider may come back when the database is away. */
const RETRY_AFTER_SECONDS = "2";

function send(res: Response, outcome: IngestOutcome): void {
  switch (outcome.kind) {
    case "recorded":
      res.status(200).json({ received: true });
      return;
    case "answered":
      res.status(200).json(outcome.body);
      return;
    case "unauthorized":
      res.status(401).json({ error: "The signature is missing or wrong." });
      return;
    case "not_json":
      res.status(400).json({ error: "The body is not a JSON message of the provider." });
      return;
    case "unavailable":
      res
        .status(503)
        .set("Retry-After", RETRY_AFTER_SECONDS)
        .json({ error: "The event could not be recorded. Send it again." });
      return;
  }
}

function raw(limit: string) {
  return express.raw({ type: () => true, limit });
}

/** An empty request has no parsed body; its bytes are none. */
function bytes(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

function methodNotAllowed(_req: Request, res: Response): void {
  res.status(405).set("Allow", "POST").json({ error: "Webhooks are sent by POST." });
}

const refuseBody: ErrorRequestHandler = (error: { type?: string; status?: number }, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error.type === "entity.too.large") {
    res.status(413).json({ error: "The body is larger than this endpoint takes." });
    return;
  }
  if (error.status && error.status < 500) {
    res.status(400).json({ error: "The body could not be read." });
    return;
  }
  next(error);
};

/** The endpoints that providers call: `POST /vapi/:organizationId`, `POST /twilio/status`. */
export function ingestRoutes(deps: { vapi: IngestVapiDeps; twilio: IngestTwilioDeps }): Router {
  const router = Router();
  router
    .route("/vapi/:organizationId")
    .post(raw(VAPI_LIMIT), async (req, res) => {
      const { organizationId } = req.params;
      send(res, await ingestVapi(deps.vapi, { organizationId, headers: req.headers, rawBody: bytes(req) }));
    })
    .all(methodNotAllowed);
  router
    .route("/twilio/status")
    .post(raw(TWILIO_LIMIT), async (req, res) => {
      const query = req.originalUrl.includes("?") ? req.originalUrl.slice(req.originalUrl.indexOf("?")) : "";
      const outcome = await ingestTwilioStatus(deps.twilio, {
        rawBody: bytes(req),
        query,
        signature: req.get("x-twilio-signature"),
        contentType: req.get("content-type"),
      });
      send(res, outcome);
    })
    .all(methodNotAllowed);
  router.use(refuseBody);
  return router;
}
