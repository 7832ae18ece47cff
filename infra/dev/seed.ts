// `npm run seed`: brings the reference data of the database that DATABASE_MIGRATE_URL names up to date.
import { z } from "zod";
import { ConfigError, parseConfig, postgresUrl } from "@callflex/platform/config";
import { seed } from "../../prisma/seed/seed.ts";

const schema = z.object({
  DATABASE_MIGRATE_URL: postgresUrl.describe("connection string of the role callflex_migrate"),
});

try {
  const changed = await seed(parseConfig("npm run seed", schema, process.env).DATABASE_MIGRATE_URL);
  console.log(changed === 0 ? "Reference data: up to date" : `Reference data: ${changed} rows added or changed`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
