import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool } from "pg";
import { BENCH_LOGS, openBenchDatabase, type BenchDatabase } from "../bench/setup/bench-database.ts";
import { planPipeline, startEmptyTemporal } from "../bench/setup/pipeline.ts";
import { startEmbeddedPostgres } from "../dev/servers/embedded-postgres.ts";
import { startTemporalServer } from "../dev/servers/temporal-server.ts";
import { startPart } from "../dev/stack/part.ts";
import { BENCH_DIR } from "../bench/setup/bench-database.ts";
import { keepAlive, type Resident } from "./resident.ts";

/** Something that is killed with -9 and started again. */
export interface Victim {
  name: string;
  kill(): Promise<void>;
  /** Starts it again, where nobody else does, and settles when it is ready. */
  ready(): Promise<void>;
}

/** The product on one machine, each part of the relay's way in a process of its own. */
export interface Surroundings {
  database: BenchDatabase;
  /** Administrator's pool; it outlives the server's death. */
  admin: Pool;
  temporal: { address: string; namespace: string };
  sandboxUrl: string;
  ingressUrl: string;
  residents: Resident[];
  victims: Victim[];
  stop(): Promise<void>;
}

/** A server that was killed leaves its shared memory for a moment; a new one refuses to start until it is gone. */
async function persistently<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(250);
    }
  }
}

async function terminateBackends(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'callflex%'");
  } finally {
    await client.end();
  }
}

/** Starts Postgres, Temporal, the sandbox, and ingress, relay and worker, each of which is kept alive. */
export async function startSurroundings(): Promise<Surroundings> {
  const database = await openBenchDatabase("chaos_relay");
  const started = await startEmptyTemporal();
  let [postgres, temporal] = [database.server, started.server];
  const { plans, ports } = await planPipeline(database, temporal, path.join(started.dir, "sandbox"));
  const log = (name: string) => path.join(BENCH_LOGS, `chaos-${name}.log`);
  const sandbox = await startPart(plans.sandbox, log("sandbox"));

  const { webhooks, worker } = plans;
  const residents = [
    keepAlive({ ...webhooks, name: "ingress", env: { ...webhooks.env, RELAY_ENABLED: "false" } }, log("ingress")),
    keepAlive({ ...webhooks, name: "relay", env: { ...webhooks.env, INGRESS_ENABLED: "false" } }, log("relay")),
    keepAlive(worker, log("worker")),
  ];
  await Promise.all(residents.map((resident) => resident.ready()));

  const admin = new Pool({ connectionString: database.adminUrl, max: 2 });
  admin.on("error", () => undefined);
  admin.on("connect", (client) => client.on("error", () => undefined));

  const victims: Victim[] = [
    ...residents,
    {
      name: "postgres",
      kill: () => postgres.kill(),
      ready: async () => {
        postgres = await persistently(() =>
          startEmbeddedPostgres({
            dataDir: path.join(BENCH_DIR, "postgres"),
            port: database.port,
            password: database.secrets.postgres,
            logFile: path.join(BENCH_LOGS, "postgres.log"),
          }),
        );
      },
    },
    {
      name: "temporal",
      kill: () => temporal.kill(),
      ready: async () => {
        temporal = await persistently(() => startTemporalServer(started.options));
      },
    },
    { name: "backends", kill: () => terminateBackends(database.adminUrl), ready: () => Promise.resolve() },
  ];

  return {
    database,
    admin,
    temporal: { address: temporal.address, namespace: temporal.namespace },
    sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
    ingressUrl: `http://127.0.0.1:${ports.webhooks}`,
    residents,
    victims,
    stop: async () => {
      await Promise.all(residents.map((resident) => resident.stop()));
      await sandbox.stop();
      await temporal.stop();
      started.remove();
      await admin.end();
      await postgres.stop();
    },
  };
}
