import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { resolveBinary } from "dbmate";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type {} from "@callflex/testing/provided-context";
import { createPool } from "@callflex/db/pool";
import { migrate } from "../infra/dev/migrate.ts";
import { createDatabase, createRoles, dropDatabase, roleUrls } from "../infra/dev/roles.ts";
import { LISTING_FILE, schemaListing } from "./tools/schema-listing.ts";

const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));

let adminUrl: string;
let migrateUrl: string;
let name: string;
let files: string[];
beforeEach(async () => {
  const postgres = inject("postgres");
  name = `callflex_test_${randomBytes(6).toString("hex")}`;
  adminUrl = await createDatabase(postgres.adminUrl, name);
  await createRoles(adminUrl, postgres.passwords);
  migrateUrl = roleUrls(adminUrl, postgres.passwords).migrate;
  files = (await readdir(FOLDER)).sort();
});
afterEach(() => dropDatabase(inject("postgres").adminUrl, name));

async function rowsOf<R extends object>(sql: string): Promise<R[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function listing(): Promise<string> {
  const pool = createPool(adminUrl, { name: "migrations-test", max: 1 });
  try {
    return await schemaListing(pool);
  } finally {
    await pool.end();
  }
}

/** Takes the newest migration back, as a developer does. */
async function down(): Promise<void> {
  const url = new URL(migrateUrl);
  url.searchParams.set("sslmode", "disable");
  await promisify(execFile)(resolveBinary(), [
    "--url",
    url.toString(),
    "--migrations-dir",
    FOLDER,
    "--no-dump-schema",
    "down",
  ]);
}

describe("migrations", () => {
  it("have names in the order of their making and one purpose each", () => {
    for (const file of files) expect(file).toMatch(/^20\d{12}_[a-z][a-z0-9_]*\.sql$/);
    expect(new Set(files.map((file) => file.slice(0, 14))).size).toBe(files.length);
  });

  it("are applied once when many runners start at once", async () => {
    const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(migrateUrl)));
    expect(applied.flat().sort()).toEqual(files);
    expect(await migrate(migrateUrl)).toEqual([]);
    const versions = await rowsOf<{ version: string }>("SELECT version FROM schema_migrations ORDER BY version");
    expect(versions.map(({ version }) => version)).toEqual(files.map((file) => file.slice(0, 14)));
  });

  it("go down to nothing and up again to the same", async () => {
    await migrate(migrateUrl);
    for (const _file of files) await down();

    const left = await rowsOf(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner = 'callflex_owner'::regrole
         AND relname NOT LIKE 'schema_migrations%'
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = 'callflex_owner'::regrole
       UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typowner = 'callflex_owner'::regrole
         AND typname NOT LIKE '%schema_migrations'`,
    );
    expect(left).toEqual([]);

    expect(await migrate(migrateUrl)).toEqual(files);
    expect(await listing()).toBe(await readFile(LISTING_FILE, "utf8"));
  });
});
