import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDatabase, dropDatabase, roleUrls, type RoleUrls } from "../../../infra/dev/roles.ts";
import type {} from "./provided-context.ts";

/** A database of one test file. */
export interface TestDatabase {
  /** Connection string of the administrator, for what no role of the product may do. */
  adminUrl: string;
  /** Connection strings of the product's roles. */
  urls: RoleUrls;
  /** Removes the database, ending connections that are still open. */
  drop(): Promise<void>;
}

/**
 * Makes a database for a test file: a copy of the migrated and seeded template, for the price of copying its files.
 *
 * Where Postgres comes from is decided once a run by infra/dev/servers/test-postgres.ts.
 *
 * @returns its connection strings; call `drop` when done
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl: serverUrl, template, passwords } = inject("postgres");
  const name = `callflex_test_${randomBytes(6).toString("hex")}`;
  const adminUrl = await createDatabase(serverUrl, name, template);
  return { adminUrl, urls: roleUrls(adminUrl, passwords), drop: () => dropDatabase(serverUrl, name) };
}
