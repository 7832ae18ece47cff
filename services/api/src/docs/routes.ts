import { createRequire } from "node:module";
import path from "node:path";
import express, { Router, type Request, type Response } from "express";
import { z } from "zod";
import { definePublicRoute, type Route } from "../http/route.ts";
import type { JsonSchema } from "./json-schemas.ts";
import { openApiDocument } from "./openapi.ts";

/** The document's own route; it describes all routes, itself included. */
export function documentRoute(allRoutes: () => readonly Route[]): Route {
  let document: JsonSchema | undefined;
  return definePublicRoute({
    method: "get",
    path: "/openapi.json",
    operationId: "getOpenApi",
    tag: "meta",
    summary: "This document",
    success: { status: 200, description: "OpenAPI 3.1", schema: z.record(z.string(), z.unknown()) },
    handler: async () => ({ body: (document ??= openApiDocument(allRoutes())) }),
  });
}

const ASSETS = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

/** Everything comes from here; the page runs no inline script and reaches no other host. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>CallFlex API</title>
    <link rel="icon" href="docs/favicon-32x32.png" />
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

/** Addresses are relative, so that the page works behind any prefix. */
const START = `SwaggerUIBundle({
  url: "v1/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  withCredentials: true,
});
`;

/** The reference page at `/api/docs`. */
export function docsPage(): Router {
  const router = Router({ strict: true });
  router.use("/docs", (_req: Request, res: Response, next) => {
    res.set("Content-Security-Policy", POLICY);
    next();
  });
  router.get("/docs", (_req: Request, res: Response) => void res.type("html").send(PAGE));
  router.get("/docs/start.js", (_req: Request, res: Response) => void res.type("js").send(START));
  router.use("/docs", express.static(ASSETS, { index: false, redirect: false, maxAge: "1d" }));
  return router;
}
