import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { bundleWorkflows } from "../../dev/servers/bundle-workflows.ts";
import { freePort } from "../../dev/servers/free-port.ts";
import { temporalBinary } from "../../dev/servers/temporal-binary.ts";
import { startTemporalServer, type TemporalServer } from "../../dev/servers/temporal-server.ts";
import { planParts, type PartPlans } from "../../dev/stack/part-plans.ts";
import { startPart, type Part } from "../../dev/stack/part.ts";
import { choosePorts } from "../../dev/stack/ports.ts";
import { BENCH_DIR, BENCH_LOGS, openBenchDatabase, type BenchDatabase } from "./bench-database.ts";
import { makeTenant, type Tenant } from "./tenant.ts";

/** The way of an event from the ingress to its end: Postgres, Temporal, ingress with relay, worker. */
export interface Pipeline {
  database: BenchDatabase;
  admin: Client;
  tenant: Tenant;
  temporal: TemporalServer;
  /** Address of the ingress. */
  url: string;
  stop(): Promise<void>;
}

/** A Temporal server with an empty database of its own, and the folder that goes with it. */
export async function startEmptyTemporal(): Promise<{
  options: Parameters<typeof startTemporalServer>[0];
  server: TemporalServer;
  dir: string;
  /** Removes its files, once it has ended. */
  remove(): void;
}> {
  mkdirSync(BENCH_DIR, { recursive: true });
  const dir = mkdtempSync(path.join(BENCH_DIR, "temporal-"));
  const options = {
    binary: await temporalBinary(console.log),
    databaseFile: path.join(dir, "temporal.db"),
    port: await freePort(),
    logFile: path.join(BENCH_LOGS, "temporal.log"),
  };
  return {
    options,
    server: await startTemporalServer(options),
    dir,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** The parts' settings over a database and a Temporal server; quieter than in daily use. */
export async function planPipeline(
  database: BenchDatabase,
  temporal: { address: string; namespace: string },
  sandboxDir: string,
) {
  const ports = await choosePorts("free", () => undefined);
  const plans = planParts({
    ports,
    secrets: database.secrets,
    urls: database.urls,
    temporal: { ...temporal, uiUrl: "" },
    sandboxDir,
    firstCallAfterSeconds: 0,
  });
  plans.worker.env["WORKFLOW_BUNDLE"] = await bundleWorkflows(path.join(BENCH_DIR, "workflows.js"));
  for (const plan of Object.values(plans) as PartPlans[keyof PartPlans][]) plan.env["LOG_LEVEL"] = "warn";
  return { plans, ports };
}

/**
 * Starts the pipeline with one tenant whose people want no notifications: what is measured is the call's own way.
 *
 * @param name of the database
 */
export async function startPipeline(name: string): Promise<Pipeline> {
  const database = await openBenchDatabase(name);
  const emptyTemporal = await startEmptyTemporal();
  const { server: temporal, dir } = emptyTemporal;
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const tenant = await makeTenant(admin, { encryptionKeys: database.secrets.encryptionKeys });
  const { plans, ports } = await planPipeline(database, temporal, path.join(dir, "sandbox"));
  const parts: Part[] = [];
  for (const plan of [plans.webhooks, plans.worker]) {
    parts.push(await startPart(plan, path.join(BENCH_LOGS, `${plan.name}.log`)));
  }
  return {
    database,
    admin,
    tenant,
    temporal,
    url: `http://127.0.0.1:${ports.webhooks}`,
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
      await temporal.stop();
      emptyTemporal.remove();
      await admin.end();
      await database.server.stop();
    },
  };
}
