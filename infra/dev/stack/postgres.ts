import path from "node:path";
import { Client, Pool } from "pg";
import { markAsOwn } from "../../../prisma/seed/demo/marker.ts";
import { seed } from "../../../prisma/seed/seed.ts";
import { migrate } from "../migrate.ts";
import { createDatabase, createRoles, roleUrls, type RoleUrls } from "../roles.ts";
import { startEmbeddedPostgres } from "../servers/embedded-postgres.ts";
import type { Secrets } from "./secrets.ts";

/** The product's database, migrated and seeded. */
export interface StackDatabase {
  /** Administrator's connection string on the product's database. */
  adminUrl: string;
  urls: RoleUrls;
  /** True when DATABASE_URL named it: then it is somebody's, and gets no demo data. */
  given: boolean;
  /** Settles when our own server is gone; never for a given one. */
  exited: Promise<number>;
  logFile: string;
  stop(): Promise<void>;
}

/** Where a stack gets its database from. */
export interface StackDatabaseOptions {
  dataDir: string;
  logDir: string;
  port: number;
  secrets: Secrets;
  say: (line: string) => void;
}

const DATABASE = "callflex";

async function startServer(options: StackDatabaseOptions): Promise<Omit<StackDatabase, "urls">> {
  const logFile = path.join(options.logDir, "postgres.log");
  const given = process.env.DATABASE_URL;
  if (given) {
    const exited = new Promise<number>(() => undefined);
    return { adminUrl: given, given: true, exited, logFile, stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({
    dataDir: path.join(options.dataDir, "postgres"),
    port: options.port,
    password: options.secrets.postgres,
    logFile,
  });
  const adminUrl = await createDatabase(server.adminUrl, DATABASE);
  return { adminUrl, given: false, exited: server.exited, logFile, stop: () => server.stop() };
}

/** A server whose commits may be lost would make every promise of the outbox a lie. */
async function checkDurable(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client
    .query<{ fsync: string }>("SELECT current_setting('fsync') AS fsync")
    .finally(() => client.end());
  if (rows[0]?.fsync !== "on")
    throw new Error("The Postgres server runs with fsync off: events it has acknowledged could be lost.");
}

/** Only a database that carries our mark ever gets demo data. */
async function claim(adminUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: adminUrl, max: 1 });
  await markAsOwn(pool).finally(() => pool.end());
}

/**
 * Starts Postgres, or takes the one that DATABASE_URL names, and brings its database up to date.
 *
 * @param options where its files, port and passwords are
 * @throws when the server doesn't come up, isn't durable, or a migration fails
 */
export async function startDatabase(options: StackDatabaseOptions): Promise<StackDatabase> {
  const server = await startServer(options);
  try {
    await checkDurable(server.adminUrl);
    await createRoles(server.adminUrl, options.secrets.roles);
    const urls = roleUrls(server.adminUrl, options.secrets.roles);
    const applied = await migrate(urls.migrate);
    if (applied.length > 0) options.say(`Postgres: ${applied.length} migrations applied`);
    await seed(urls.migrate);
    if (!server.given) await claim(server.adminUrl);
    return { ...server, urls };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
