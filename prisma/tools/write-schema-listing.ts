// Writes prisma/schema-listing.txt from a database that is migrated for it and thrown away: `npm run schema:listing`.
import { writeFile } from "node:fs/promises";
import { createPool } from "@callflex/db/pool";
import { migrate } from "../../infra/dev/migrate.ts";
import { createDatabase, createRoles, dropDatabase, randomPasswords, roleUrls } from "../../infra/dev/roles.ts";
import { resolveTestPostgres } from "../../infra/dev/servers/test-postgres.ts";
import { LISTING_FILE, schemaListing } from "./schema-listing.ts";

const postgres = await resolveTestPostgres((line) => process.stderr.write(`${line}\n`));
const name = `callflex_listing_${process.pid}`;
try {
  const adminUrl = await createDatabase(postgres.adminUrl, name);
  const passwords = randomPasswords();
  await createRoles(adminUrl, passwords);
  await migrate(roleUrls(adminUrl, passwords).migrate);
  const pool = createPool(adminUrl, { name: "schema-listing", max: 1 });
  try {
    await writeFile(LISTING_FILE, await schemaListing(pool));
  } finally {
    await pool.end();
  }
} finally {
  await dropDatabase(postgres.adminUrl, name);
  await postgres.stop();
}
