import { seed } from "../../../prisma/seed/seed.ts";
import { migrate } from "../../dev/migrate.ts";
import {
  createDatabase,
  createRoles,
  dropDatabase,
  randomPasswords,
  roleUrls,
  type RoleUrls,
} from "../../dev/roles.ts";
import { resolveTestPostgres } from "../../dev/servers/test-postgres.ts";

/** A migrated and seeded database of a run's own. */
export interface ProveDatabase {
  /** Connection string of the administrator, whom row-level security doesn't hold. */
  adminUrl: string;
  /** Connection strings of the product's roles. */
  urls: RoleUrls;
}

/** Starts a Postgres server, makes a database for `work`, and removes both afterwards. */
export async function withProveDatabase<T>(work: (database: ProveDatabase) => Promise<T>): Promise<T> {
  const server = await resolveTestPostgres(console.log);
  const name = `callflex_prove_${process.pid}`;
  try {
    const adminUrl = await createDatabase(server.adminUrl, name);
    const passwords = randomPasswords();
    await createRoles(adminUrl, passwords);
    const urls = roleUrls(adminUrl, passwords);
    await migrate(urls.migrate);
    await seed(urls.migrate);
    return await work({ adminUrl, urls });
  } finally {
    await dropDatabase(server.adminUrl, name);
    await server.stop();
  }
}
