import { randomBytes } from "node:crypto";
import { createPool, type Pool } from "@callflex/db/pool";
import { listen } from "@callflex/platform/http-server";
import { createLogger, type Logger } from "@callflex/platform/logger";
import { createApp } from "../../../services/webhooks/src/app.ts";
import type { ProveDatabase } from "./prove-database.ts";

/** Under which address Twilio believes to call the ingress. */
export const HOOKS_URL = "https://hooks.callflex.example";
export const TWILIO_TOKEN = randomBytes(16).toString("hex");
export const ENCRYPTION_KEYS = `prove:${randomBytes(32).toString("base64")}`;

/** A running ingress. */
export interface ServedIngress {
  url: string;
  /** The role of the service. */
  pool: Pool;
  close(): Promise<void>;
}

/**
 * Serves the ingress without a relay on any free port, as main.ts does.
 *
 * @param options.now its clock
 * @param options.logger without one nothing is logged
 */
export async function serveIngress(
  { urls }: ProveDatabase,
  options: { now?: () => Date; logger?: Logger } = {},
): Promise<ServedIngress> {
  const { now, logger = createLogger({ service: "webhooks", level: "silent" }) } = options;
  const pool = createPool(urls.service, { name: "prove-webhooks", max: 10 });
  const app = createApp({
    pool,
    logger,
    encryptionKeys: ENCRYPTION_KEYS,
    twilioAuthTokens: [TWILIO_TOKEN],
    publicUrl: HOOKS_URL,
    onRecorded: () => undefined,
    onApplied: () => undefined,
    ...(now ? { now } : {}),
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    url: server.url,
    pool,
    close: async () => {
      await server.close();
      await pool.end();
    },
  };
}
