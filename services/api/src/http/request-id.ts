import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "@callflex/db/ids";

/**
 * Gives a request its id: the one that a proxy or client sent, if it is harmless in a log, else a new one. It is answered
 * in X-Request-Id.
 */
export function assignRequestId(req: IncomingMessage, res: ServerResponse): string {
  const given = req.headers["x-request-id"];
  const id = typeof given === "string" && /^[\w.-]{8,64}$/.test(given) ? given : newId();
  res.setHeader("X-Request-Id", id);
  return id;
}

/** The id that {@link assignRequestId} gave. */
export function requestId(req: IncomingMessage): string {
  return typeof req.id === "string" ? req.id : "";
}
