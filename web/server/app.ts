import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Logger } from "@callflex/platform/logger";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type {} from "../app/lib/load-context.ts";
import { apiProxy } from "./api-proxy.ts";
import { ownHost } from "./own-host.ts";
import type { RemixBuild } from "./remix-build.ts";
import { sameOrigin } from "./same-origin.ts";
import { securityHeaders } from "./security-headers.ts";

export interface WebAppOptions {
  build: RemixBuild;
  logger: Logger;
  /** Address of the API, as this server reaches it. */
  apiUrl: string;
  /** Address of the dashboard, as people type it. */
  publicUrl: string;
  /** VAPI's public key; without it nobody speaks in the browser. */
  voiceKey?: string;
}

/**
 * Makes the web server: health, security, the API under `/api`, static files, then the dashboard's pages.
 *
 * @param options see {@link WebAppOptions}
 */
export function createApp(options: WebAppOptions): Express {
  const { build, logger, apiUrl, publicUrl, voiceKey } = options;
  const app = express();
  app.disable("x-powered-by");
  // A TLS proxy in front stands on this machine or in the private network; anybody else's X-Forwarded-* is ignored.
  app.set("trust proxy", ["loopback", "uniquelocal"]);

  app.get("/healthz", (_req, res) => void res.json({ status: "ok" }));
  app.use(withRequestId);
  app.use(
    securityHeaders({
      development: build.mode === "development",
      https: publicUrl.startsWith("https:"),
      voice: voiceKey !== undefined,
    }),
    ownHost(publicUrl),
    sameOrigin(publicUrl),
  );
  app.use("/api", apiProxy({ apiUrl, logger }));
  app.use(compression());
  app.use(staticFiles(build));
  app.use(withoutCaching);
  app.all(
    "/{*splat}",
    createRequestHandler({
      build: build.server,
      mode: build.mode,
      getLoadContext: (req, res) => ({
        nonce: res.locals.nonce as string,
        requestId: res.locals.requestId as string,
        clientAddress: req.ip ?? "",
        apiUrl,
        publicUrl,
        voiceKey: voiceKey ?? null,
        logError: (error: unknown) => logger.error({ err: error, requestId: res.locals.requestId }, "page failed"),
        setCookie: (cookie: string) => {
          if (!res.headersSent) res.append("Set-Cookie", cookie);
        },
        requestCache: new Map(),
      }),
    }),
  );
  app.use(lastResort(logger));
  return app;
}

const withRequestId: RequestHandler = (_req, res, next) => {
  res.locals.requestId = randomUUID();
  res.setHeader("X-Request-Id", res.locals.requestId as string);
  next();
};

/** Pages and their data hold customers' words; Remix's data answers carry no Cache-Control of their own. */
const withoutCaching: RequestHandler = (_req, res, next) => {
  res.setHeader("Cache-Control", "private, no-store");
  next();
};

/** The browser's files, or Vite in development. */
function staticFiles(build: RemixBuild): RequestHandler {
  if (build.middleware) return build.middleware;
  return express.static(build.clientFolder ?? "", {
    index: false,
    setHeaders: (res, file) => {
      // Names in assets/ carry a hash of the content.
      const hashed = path.basename(path.dirname(file)) === "assets";
      res.setHeader("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
    },
  });
}

function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    // The visitor left in the middle of a page.
    if (res.closed || res.destroyed) return;
    logger.error({ err: error, requestId: res.locals.requestId }, "request failed");
    if (res.headersSent) return next(error);
    res.status(500).type("text/plain").send(`Something went wrong. Reference: ${res.locals.requestId}`);
  };
}
