import { parseEncryptionKeys } from "@callflex/db/secret-box";
import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";
import type { Logger } from "@callflex/platform/logger";
import express, { type ErrorRequestHandler, type Express } from "express";
import { createEventWriter } from "./ingest/event-writer.ts";
import { mountIngest, TWILIO_STATUS_PATH } from "./ingest/routes.ts";
import { createVapiCredentials } from "./ingest/vapi-credentials.ts";
import { createAnswerVapi, type AnswerVapiDeps } from "./vapi-tools/answer-vapi.ts";

export interface WebhooksAppDeps {
  pool: Pool;
  logger: Logger;
  encryptionKeys: string;
  twilioAuthTokens: string[];
  /** Address under which providers reach the ingress, without a trailing slash. */
  publicUrl: string;
  /** The relay has something to do. */
  onRecorded: () => void;
  /** Dashboards have something to show. */
  onApplied: () => void;
  now?: () => Date;
  budgets?: AnswerVapiDeps["budgets"];
  /** How long the ingress believes what it knows of credentials; its own default if absent. */
  credentialsKnownForMs?: number;
  /** Calls at once that VAPI's account allows. */
  providerLimit?: number;
}

/** The ingress: verifies provider webhooks, records them, answers. */
export function createApp(deps: WebhooksAppDeps): Express {
  const now = deps.now ?? (() => new Date());
  const writer = createEventWriter(deps.pool, deps.onRecorded);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");

  mountIngest(app, {
    vapi: {
      findCredentials: createVapiCredentials(
        deps.pool,
        parseEncryptionKeys(deps.encryptionKeys),
        deps.credentialsKnownForMs,
      ),
      writer,
      now,
      answer: createAnswerVapi({
        pool: deps.pool,
        logger: deps.logger,
        onCommitted: () => {
          deps.onRecorded();
          deps.onApplied();
        },
        now,
        ...(deps.budgets ? { budgets: deps.budgets } : {}),
        ...(deps.providerLimit ? { providerLimit: deps.providerLimit } : {}),
      }),
    },
    twilio: { writer, authTokens: deps.twilioAuthTokens, publicUrl: `${deps.publicUrl}${TWILIO_STATUS_PATH}` },
  });

  app.get("/healthz", (_req, res) => void res.json({ ok: true }));
  app.get("/readyz", async (_req, res) => {
    try {
      await autocommit(deps.pool, (tx) => tx.rows("SELECT FROM outbox_deliveries LIMIT 1"));
      res.json({ ok: true });
    } catch {
      res.status(503).json({ ok: false, reason: "The database does not answer." });
    }
  });
  app.use((_req, res) => void res.status(404).json({ error: "There is nothing here." }));
  const failed: ErrorRequestHandler = (error, req, res, next) => {
    deps.logger.error({ err: error as Error, path: req.path }, "request failed");
    if (res.headersSent) return next(error);
    res.status(503).set("Retry-After", "2").json({ error: "The event could not be recorded. Send it again." });
  };
  app.use(failed);
  return app;
}
