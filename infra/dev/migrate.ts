import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { resolveBinary } from "dbmate";
import { Client } from "pg";
import { CLONE } from "./servers/places.ts";

const run = promisify(execFile);
const MIGRATIONS = path.join(CLONE, "prisma", "migrations");

/** dbmate insists on TLS unless told otherwise; a connection string that says what it wants is left alone. */
function dbmateUrl(migrateUrl: string): string {
  const url = new URL(migrateUrl);
  if (!url.searchParams.has("sslmode")) url.searchParams.set("sslmode", "disable");
  return url.toString();
}

/** Runs `work` while no other runner migrates the database: dbmate takes no lock itself, and two of them collide. */
async function alone<T>(migrateUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: migrateUrl, application_name: "migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('callflex migrations'))");
    return await work();
  } finally {
    await client.end();
  }
}

/**
 * Brings a database up to the newest migration. Many runners at once are harmless: they wait for each other.
 *
 * @param migrateUrl connection string of the role `callflex_migrate`, unpooled: a lock of the session is held meanwhile
 * @returns the names of the migrations applied, none when the database was up to date
 * @throws with dbmate's message when a migration fails; that migration leaves nothing behind
 */
export async function migrate(migrateUrl: string): Promise<string[]> {
  const args = ["--migrations-dir", MIGRATIONS, "--no-dump-schema", "migrate"];
  try {
    const env = { ...process.env, DATABASE_URL: dbmateUrl(migrateUrl) };
    const { stdout } = await alone(migrateUrl, () => run(resolveBinary(), args, { env, maxBuffer: 1 << 24 }));
    return [...stdout.matchAll(/^Applied: (\S+)/gm)].map((match) => match[1]!);
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string; message: string };
    const words = `${stdout}${stderr}`.trim() || message;
    throw new Error(`The migrations in prisma/migrations can't be applied:\n${words}`, { cause: error });
  }
}

/** Name of the state that the migration files describe; it changes with any of them. */
export function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).sort())
    hash.update(name).update(readFileSync(path.join(MIGRATIONS, name)));
  return hash.digest("hex").slice(0, 12);
}
