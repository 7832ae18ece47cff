import type { ErrorRequestHandler, Express, Request, Response } from "express";
import { ingestTwilioStatus, type IngestTwilioDeps } from "./ingest-twilio.ts";
import { ingestVapi, type IngestVapiDeps } from "./ingest-vapi.ts";
import type { IngestOutcome } from "./outcome.ts";
import { BodyTooLarge, BodyUnreadable, readBody } from "./read-body.ts";

/** A report of a long call with its word times stays well below. */
const VAPI_LIMIT = 4 * 1024 * 1024;
const TWILIO_LIMIT = 64 * 1024;
/** How soon a provider may come back when the database is away. */
const RETRY_AFTER_SECONDS = "2";

/** The answer to nearly every request, made once. */
const RECEIVED = JSON.stringify({ received: true });
const RECEIVED_HEADERS = { "Content-Type": "application/json; charset=utf-8", "Content-Length": RECEIVED.length };

function send(res: Response, outcome: IngestOutcome): void {
  switch (outcome.kind) {
    case "recorded":
      res.writeHead(200, RECEIVED_HEADERS).end(RECEIVED);
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

function methodNotAllowed(_req: Request, res: Response): void {
  res.status(405).set("Allow", "POST").json({ error: "Webhooks are sent by POST." });
}

const refuseBody: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof BodyTooLarge) {
    // What is still on its way is not waited for.
    res.status(413).set("Connection", "close").json({ error: "The body is larger than this endpoint takes." });
    return;
  }
  // The router's own faults, such as an address that can't be decoded, carry a status.
  if (error instanceof BodyUnreadable || ((error as { status?: number }).status ?? 500) < 500) {
    res.status(400).json({ error: "The request could not be read." });
    return;
  }
  next(error);
};

const VAPI_PATH = "/api/webhooks/vapi/:organizationId";
export const TWILIO_STATUS_PATH = "/api/webhooks/twilio/status";

/**
 * Adds the endpoints that providers call. They stand in the app itself: a router below it would cost each request another
 * walk through layers.
 */
export function mountIngest(app: Express, deps: { vapi: IngestVapiDeps; twilio: IngestTwilioDeps }): void {
  app
    .route(VAPI_PATH)
    .post(async (req: Request<{ organizationId: string }>, res) => {
      const { organizationId } = req.params;
      const rawBody = await readBody(req, VAPI_LIMIT);
      send(res, await ingestVapi(deps.vapi, { organizationId, headers: req.headers, rawBody }));
    })
    .all(methodNotAllowed);
  app
    .route(TWILIO_STATUS_PATH)
    .post(async (req, res) => {
      const query = req.originalUrl.includes("?") ? req.originalUrl.slice(req.originalUrl.indexOf("?")) : "";
      const outcome = await ingestTwilioStatus(deps.twilio, {
        rawBody: await readBody(req, TWILIO_LIMIT),
        query,
        signature: req.get("x-twilio-signature"),
        contentType: req.get("content-type"),
      });
      send(res, outcome);
    })
    .all(methodNotAllowed);
  app.use("/api/webhooks", refuseBody);
}
