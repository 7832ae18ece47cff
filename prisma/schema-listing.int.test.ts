import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPool, type Pool } from "@callflex/db/pool";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { LISTING_FILE, schemaListing } from "./tools/schema-listing.ts";

let database: TestDatabase;
let admin: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "listing-test", max: 1 });
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

it("prisma/schema-listing.txt is what the migrations make; `npm run schema:listing` writes it", async () => {
  expect(await schemaListing(admin)).toBe(await readFile(LISTING_FILE, "utf8"));
});

it("shows a change of rights as well as one of columns", async () => {
  const before = (await schemaListing(admin)).split("\n");
  await admin.query("GRANT TRUNCATE ON templates TO callflex_app; ALTER TABLE contacts ADD COLUMN shoe_size integer");
  const after = (await schemaListing(admin)).split("\n");
  expect(after.filter((line) => !before.includes(line))).toEqual([
    "  shoe_size                  integer",
    "  grant to callflex_app: select, truncate",
  ]);
});
