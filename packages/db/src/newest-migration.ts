import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

/**
 * The version of the newest migration that this code was written with, as dbmate keeps it in `schema_migrations`.
 *
 * @throws when the migrations were not shipped with the code
 */
export function newestMigration(): string {
  const versions = readdirSync(MIGRATIONS).flatMap((name) => /^(\d+)_.*\.sql$/.exec(name)?.[1] ?? []);
  const newest = versions.toSorted().at(-1);
  if (!newest) throw new Error(`no migrations in ${MIGRATIONS}`);
  return newest;
}
