import path from "node:path";
import { Client } from "pg";
import { freePort } from "../../dev/servers/free-port.ts";
import { startPart, type Part } from "../../dev/stack/part.ts";
import { BENCH_LOGS, openBenchDatabase, type BenchDatabase } from "./bench-database.ts";
import { pin } from "./pin.ts";
import { makeTenant, type Tenant } from "./tenant.ts";

/** A server to be measured. */
export interface MeasuredServer {
  url: string;
  part: Part;
}

/** The ingress and its two baselines, each in a process of its own, over one database. */
export interface IngestServers {
  database: BenchDatabase;
  admin: Client;
  tenant: Tenant;
  empty: MeasuredServer;
  insertEach: MeasuredServer;
  ingress: MeasuredServer;
  /** Which cores server, database and load share; empty where they can't be tied to any. */
  cores: string;
  stop(): Promise<void>;
}

/**
 * Server, database and load share two cores, as in the product on a small machine: what a request costs the database counts
 * as well. A server with a core to itself would hide that.
 */
const CORES = "0,1";

/** Environment of the ingress alone: what the relay does afterwards is another bench's business. */
export function ingressEnv(database: BenchDatabase, port: number, more: Record<string, string> = {}) {
  return {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    WEBHOOKS_PORT: String(port),
    DATABASE_SERVICE_URL: database.urls.service,
    DATABASE_DIRECT_URL: database.urls.service,
    PUBLIC_WEBHOOKS_URL: `http://127.0.0.1:${port}`,
    TWILIO_AUTH_TOKEN: database.secrets.twilioAuthToken,
    ENCRYPTION_KEYS: database.secrets.encryptionKeys,
    RELAY_ENABLED: "false",
    ...more,
  };
}

/** Starts everything that the ingress benches need. */
export async function startIngestServers(): Promise<IngestServers> {
  const database = await openBenchDatabase("bench_ingress");
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `CREATE TABLE bench_events (id uuid PRIMARY KEY, event_key text NOT NULL UNIQUE, body bytea NOT NULL,
                                received_at timestamptz NOT NULL DEFAULT now());
     GRANT INSERT ON bench_events TO callflex_service`,
  );
  const tenant = await makeTenant(admin, { encryptionKeys: database.secrets.encryptionKeys });

  const start = async (name: string, entry: string, env: (port: number) => Record<string, string>) => {
    const port = await freePort();
    const part = await startPart({ name, entry, env: env(port) }, path.join(BENCH_LOGS, `${name}.log`));
    return { part, url: `http://127.0.0.1:${port}` };
  };
  const baseline = (more: Record<string, string>) => (port: number) => ({
    NODE_ENV: "production",
    PORT: String(port),
    ...more,
  });
  const empty = await start("empty", "infra/bench/servers/empty.ts", baseline({}));
  const insertEach = await start(
    "insert-each",
    "infra/bench/servers/insert-each.ts",
    baseline({ DATABASE_URL: database.urls.service }),
  );
  const ingress = await start("ingress", "services/webhooks/src/main.ts", (port) => ingressEnv(database, port));

  const servers = [empty, insertEach, ingress];
  const postmaster = await admin.query<{ pid: string }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
  );
  const pids = [...servers.map(({ part }) => part.pid), Number(postmaster.rows[0]?.pid)];
  const cores = pids.every((pid) => pin(pid, CORES)) ? CORES : "";
  return {
    database,
    admin,
    tenant,
    empty,
    insertEach,
    ingress,
    cores,
    stop: async () => {
      await Promise.all(servers.map(({ part }) => part.stop()));
      await admin.end();
      await database.server.stop();
    },
  };
}
