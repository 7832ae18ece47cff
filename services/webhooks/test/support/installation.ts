import { randomBytes } from "node:crypto";
import { createPool, type Pool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { listen } from "@callflex/platform/http-server";
import { createLogger } from "@callflex/platform/logger";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { createApp, type WebhooksAppDeps } from "../../src/app.ts";
import { startRelay, type Relay, type RelayOptions } from "../../src/relay/relay.ts";
import type { WorkflowStarter } from "../../src/relay/workflow-starter.ts";
import { recordWorkflows, type RecordedWorkflows } from "./workflows.ts";

export const TWILIO_AUTH_TOKEN = "test-twilio-auth-token";
export const PUBLIC_URL = "https://hooks.callflex.test";
export const ENCRYPTION_KEYS = `test:${randomBytes(32).toString("base64")}`;
export const encryptionKeys = parseEncryptionKeys(ENCRYPTION_KEYS);

export const quietLogger = createLogger({ service: "webhooks-test", level: "silent" });

/** An ingress with its database, and a relay where one is asked for. */
export interface Installation {
  database: TestDatabase;
  /** The service's role, as in production. */
  pool: Pool;
  /** The administrator: makes rows and looks behind the walls. */
  admin: Pool;
  workflows: RecordedWorkflows;
  url: string;
  wakeRelay: () => void;
  close(): Promise<void>;
}

/** Relay settings that make tests quick. */
const QUICK = { pollMs: 20, leaseMs: 10_000 };

/** Starts a relay on the installation's database. */
export function startTestRelay(
  pool: Pool,
  workflows: WorkflowStarter,
  options: Pick<Partial<RelayOptions>, "concurrency" | "leaseMs" | "pollMs" | "listen"> = {},
): Relay {
  return startRelay({ pool, workflows, logger: quietLogger, onApplied: () => undefined, ...QUICK, ...options });
}

/**
 * Opens an ingress on a port of its own, with a database of its own.
 *
 * @param options.relay true starts a relay too
 * @param options.settle true settles calls that ended, instead of writing down that a workflow was asked for
 * @param options.poolUrl makes another way to the database, such as one that can be cut
 */
export async function openInstallation(
  options: {
    relay?: boolean;
    settle?: boolean;
    poolUrl?: (serviceUrl: string) => Promise<string> | string;
    app?: Partial<WebhooksAppDeps>;
  } = {},
): Promise<Installation> {
  const database = await createTestDatabase();
  const poolUrl = (await options.poolUrl?.(database.urls.service)) ?? database.urls.service;
  const pool = createPool(poolUrl, { name: "webhooks-test", max: 10 });
  const admin = createPool(database.adminUrl, { name: "webhooks-test-admin", max: 4 });
  const workflows = recordWorkflows(options.settle ? pool : undefined);
  const relay = options.relay ? startTestRelay(pool, workflows) : undefined;
  const wakeRelay = () => relay?.wake();
  const app = createApp({
    pool,
    logger: quietLogger,
    encryptionKeys: ENCRYPTION_KEYS,
    twilioAuthTokens: [TWILIO_AUTH_TOKEN],
    publicUrl: PUBLIC_URL,
    onRecorded: wakeRelay,
    onApplied: () => undefined,
    ...options.app,
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    database,
    pool,
    admin,
    workflows,
    url: server.url,
    wakeRelay,
    close: async () => {
      await server.close();
      await relay?.close();
      await Promise.all([pool.end(), admin.end()]);
      await database.drop();
    },
  };
}
