import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { pipeline } from "node:stream";
import type { Logger } from "@callflex/platform/logger";
import type { Request, RequestHandler, Response } from "express";

/** Headers that belong to one connection (RFC 9110, 7.6.1) and are never passed on. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Hands requests on to the API, byte by byte in both directions, so that the browser knows one origin: event streams
 * stay open, recordings keep their ranges, cookies pass unchanged.
 *
 * When the browser leaves, the request to the API is cut; an API that can't be reached is answered with 502 as problem
 * details.
 *
 * @param options.apiUrl address of the API; the request's path is appended
 * @param options.logger gets a warning for each request that the API did not answer
 */
export function apiProxy(options: { apiUrl: string; logger: Logger }): RequestHandler {
  const target = new URL(options.apiUrl);
  const client = target.protocol === "https:" ? https : http;
  const agent = new client.Agent({ keepAlive: true });
  return (req, res) => {
    const upstream = client.request(
      new URL(target.pathname.replace(/\/$/, "") + req.originalUrl, target),
      { method: req.method, headers: forwardedHeaders(req, res, target), agent },
      (answer) => passOn(answer, res),
    );
    upstream.on("error", (error) => {
      if (res.closed || res.destroyed) return;
      options.logger.warn({ err: error, path: req.path }, "the API did not answer");
      if (res.headersSent) res.destroy();
      else unreachable(res);
    });
    res.on("close", () => upstream.destroy());
    pipeline(req, upstream, () => undefined);
  };
}

function forwardedHeaders(req: Request, res: Response, target: URL): http.OutgoingHttpHeaders {
  const headers: http.OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(req.headers)) if (!HOP_BY_HOP.has(name)) headers[name] = value;
  headers.host = target.host;
  headers["x-forwarded-for"] = [req.get("x-forwarded-for"), req.socket.remoteAddress].filter(Boolean).join(", ");
  headers["x-forwarded-host"] = req.get("host");
  headers["x-forwarded-proto"] = req.protocol;
  headers["x-request-id"] = res.locals.requestId as string;
  return headers;
}

function passOn(answer: IncomingMessage, res: Response): void {
  res.status(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) res.setHeader(name, value);
  }
  // The first event may be far away; the browser must learn at once that the stream is open.
  res.flushHeaders();
  pipeline(answer, res, () => undefined);
}

function unreachable(res: Response): void {
  res
    .status(502)
    .type("application/problem+json")
    .send({
      type: "about:blank",
      title: "The service is not reachable",
      status: 502,
      detail: "The dashboard could not reach its API. Try again in a moment.",
      requestId: res.locals.requestId as string,
    });
}
