import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool } from "@callflex/db/pool";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { compareSchemas } from "./tools/compare-schemas.ts";
import { readCatalogue } from "./tools/read-catalogue.ts";
import { readPrismaSchema } from "./tools/read-prisma-schema.ts";
import type { SchemaShape } from "./tools/schema-shape.ts";

let database: TestDatabase;
let admin: Pool;
let prisma: SchemaShape;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "schema-test", max: 1 });
  prisma = await readPrismaSchema();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** The differences after `change`, which is rolled back. */
async function differencesAfter(change: string): Promise<string[]> {
  await admin.query("BEGIN");
  try {
    await admin.query(change);
    return compareSchemas(prisma, await readCatalogue(admin));
  } finally {
    await admin.query("ROLLBACK");
  }
}

describe("schema.prisma", () => {
  it("says what the migrated database says", async () => {
    const catalogue = await readCatalogue(admin);
    expect(Object.keys(catalogue).length).toBeGreaterThan(25);
    expect(compareSchemas(prisma, catalogue)).toEqual([]);
  });

  it.each([
    ["CREATE TABLE surprise (id uuid PRIMARY KEY)", "schema: table only in the database: surprise"],
    ["DROP TABLE idempotency_keys", "schema: table only in schema.prisma: idempotency_keys"],
    ["ALTER TABLE contacts ADD COLUMN shoe_size integer", "contacts: column only in the database: shoe_size"],
    ["ALTER TABLE contacts DROP COLUMN notes", "contacts: column only in schema.prisma: notes"],
    [
      "ALTER TABLE inbox_items ALTER COLUMN version TYPE bigint",
      "inbox_items.version: type is bigint in the database and integer in schema.prisma",
    ],
    [
      "ALTER TABLE contacts ALTER COLUMN name SET NOT NULL",
      "contacts.name: nullable is false in the database and true in schema.prisma",
    ],
    [
      "ALTER TABLE organizations ALTER COLUMN plan_key SET DEFAULT 'business'",
      "organizations.plan_key: default is 'business' in the database and 'trial' in schema.prisma",
    ],
    [
      "ALTER TABLE organizations ALTER COLUMN trial_ends_at DROP DEFAULT",
      "organizations.trial_ends_at: default is null in the database and (now() + '14 days'::interval) in schema.prisma",
    ],
    ["ALTER TABLE call_transcripts DROP COLUMN search", "call_transcripts: column only in schema.prisma: search"],
    [
      "ALTER TABLE live_events ALTER COLUMN xid DROP DEFAULT, ALTER COLUMN xid TYPE bigint USING 0",
      "live_events.xid: type is bigint in the database and xid8 in schema.prisma",
    ],
    [
      "ALTER TABLE contacts DROP CONSTRAINT contacts_organization_id_phone_key",
      "contacts: key only in schema.prisma: UNIQUE (organization_id, phone)",
    ],
    [
      "ALTER TABLE call_processing_steps DROP CONSTRAINT call_processing_steps_organization_id_call_id_fkey",
      "call_processing_steps: reference only in schema.prisma: (organization_id, call_id) -> call_refs (organization_id, call_id) on delete cascade",
    ],
  ])("would name the difference after %s", async (change, difference) => {
    expect(await differencesAfter(change)).toContain(difference);
  });
});
