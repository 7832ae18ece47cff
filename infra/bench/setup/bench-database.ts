import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { migrate } from "../../dev/migrate.ts";
import { createDatabase, createRoles, dropDatabase, roleUrls, type RoleUrls } from "../../dev/roles.ts";
import { startEmbeddedPostgres, type PostgresServer } from "../../dev/servers/embedded-postgres.ts";
import { freePort } from "../../dev/servers/free-port.ts";
import { DATA_DIR } from "../../dev/servers/places.ts";
import { loadSecrets, type Secrets } from "../../dev/stack/secrets.ts";

/** A migrated, empty database on a durable server of its own. */
export interface BenchDatabase {
  /** Administrator's connection string on the database. */
  adminUrl: string;
  urls: RoleUrls;
  secrets: Secrets;
  server: PostgresServer;
  port: number;
}

/** Folder of everything that benches and chaos runs keep. */
export const BENCH_DIR = path.join(DATA_DIR, "bench");
export const BENCH_LOGS = path.join(BENCH_DIR, "logs");

/**
 * Refuses a second run beside a first: they share the server, and would measure each other.
 *
 * @returns ends the claim
 */
function claimBenchDir(): () => void {
  const file = path.join(BENCH_DIR, "running.pid");
  const other = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (other && other !== process.pid && isAlive(other))
    throw new Error(`Another bench or chaos run is at work (process ${other}): wait until it has ended`);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @throws when a commit could be lost or is answered before it is on disk: the figures would be worth nothing */
export async function checkDurable(adminUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
              current_setting('full_page_writes') AS full_page_writes, current_setting('server_version') AS server_version`,
    );
    const settings = rows[0]!;
    for (const name of ["fsync", "synchronous_commit", "full_page_writes"]) {
      if (settings[name] !== "on")
        throw new Error(`Postgres runs with ${name} ${settings[name]}: switch it on to measure`);
    }
    return settings;
  } finally {
    await client.end();
  }
}

/**
 * Starts the Postgres server of the benches, whose files stay in `.data/bench`, and makes an empty database.
 *
 * @param name of the database; one that is there from an earlier run is dropped
 * @throws when the server isn't durable or a migration fails
 */
export async function openBenchDatabase(name: string): Promise<BenchDatabase> {
  mkdirSync(BENCH_LOGS, { recursive: true });
  process.once("exit", claimBenchDir());
  const secrets = loadSecrets(BENCH_DIR);
  const port = await freePort();
  const server = await startEmbeddedPostgres({
    dataDir: path.join(BENCH_DIR, "postgres"),
    port,
    password: secrets.postgres,
    logFile: path.join(BENCH_LOGS, "postgres.log"),
  });
  try {
    await dropDatabase(server.adminUrl, name);
    const adminUrl = await createDatabase(server.adminUrl, name);
    await checkDurable(adminUrl);
    await createRoles(adminUrl, secrets.roles);
    const urls = roleUrls(adminUrl, secrets.roles);
    await migrate(urls.migrate);
    return { adminUrl, urls, secrets, server, port };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
