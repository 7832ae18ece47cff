import { randomBytes } from "node:crypto";
import { listen } from "@callflex/platform/http-server";
import { createLogger, type Logger } from "@callflex/platform/logger";
import express, { type RequestHandler } from "express";
import { apiRoutes, createApp, type ApiDeps } from "../src/app.ts";
import { apiEnvSchema } from "../src/env.ts";
import type { Route } from "../src/http/route.ts";
import { openDeps } from "../src/open-deps.ts";

/** The page that tests and proving runs pretend to be. */
export const WEB_ORIGIN = "http://web.example.test";
/** Signs the sessions of an API that is served here. */
export const AUTH_SECRET = "test-secret-of-more-than-32-characters";

/** A running API. */
export interface ServedApi {
  url: string;
  deps: ApiDeps;
  /** The routes that are mounted. */
  routes: Route[];
  close(): Promise<void>;
}

/**
 * Serves the API on any free port, as main.ts does.
 *
 * @param options.urls connection strings of the product's roles
 * @param options.env variables that differ from the usual ones
 * @param options.logger without one nothing is logged
 */
export async function serveApi(options: {
  urls: { app: string; auth: string };
  env?: Record<string, string>;
  logger?: Logger;
  /** Our clock, where it is another one than the machine's. */
  now?: () => Date;
  /** Stands before the API and sees every request first. */
  front?: RequestHandler;
}): Promise<ServedApi> {
  const { urls, env, logger = createLogger({ service: "api", level: "silent" }) } = options;
  const opened = await openDeps(
    apiEnvSchema.parse({
      DATABASE_APP_URL: urls.app,
      DATABASE_AUTH_URL: urls.auth,
      DATABASE_DIRECT_URL: urls.app,
      AUTH_SECRET,
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
      PUBLIC_WEB_URL: WEB_ORIGIN,
      CORS_ORIGINS: "https://partner.example.test",
      TEMPORAL_UI_URL: "http://temporal.example.test",
      TEMPORAL_NAMESPACE: "calls",
      VAPI_API_KEY: "vapi-key",
      VAPI_BASE_URL: "http://127.0.0.1:9",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "twilio-token",
      TWILIO_BASE_URL: "http://127.0.0.1:9",
      RATE_LIMIT_PER_MINUTE: "100000",
      ...env,
    }),
    logger,
  );
  const { close } = opened;
  const deps: ApiDeps = { ...opened.deps, ...(options.now ? { now: options.now } : {}) };
  const routes = apiRoutes(deps);
  const app = createApp(deps, routes);
  const server = await listen(options.front ? express().use(options.front, app) : app, { host: "127.0.0.1", port: 0 });
  return {
    url: server.url,
    deps,
    routes,
    async close() {
      deps.keeper.close();
      await server.close();
      await close();
    },
  };
}
