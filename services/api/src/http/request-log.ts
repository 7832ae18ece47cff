import type { IncomingMessage } from "node:http";
import type { Logger } from "@callflex/platform/logger";
import type { Request } from "express";
import { pinoHttp } from "pino-http";
import { assignRequestId } from "./request-id.ts";

function pathOf(req: IncomingMessage): string {
  // Search words and callers' numbers stand in the query: they stay out of the log.
  return ((req as Request).originalUrl ?? req.url ?? "").split("?")[0]!;
}

/** Logs each request when it is answered: method, path, status, time, who; no query, no headers, no bodies. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: assignRequestId,
    quietReqLogger: true,
    autoLogging: { ignore: (req) => pathOf(req) === "/healthz" || pathOf(req) === "/readyz" },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? "error" : "info"),
    customProps: (_req, res) => {
      const { userId, organizationId } = (res as { locals?: Record<string, unknown> }).locals ?? {};
      return { userId, organizationId };
    },
    serializers: {
      req: (req: { raw: IncomingMessage; method: string }) => ({ method: req.method, path: pathOf(req.raw) }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}
