import type { Pool } from "@callflex/db/pool";

/** Comment on a database that `npm start` made for itself: only there may demo data, with its known sign-in, go. */
const MARKER = "callflex: made by npm start";

/**
 * Marks the database as our own.
 *
 * @param pool connections of the administrator or of callflex_migrate, whose role owns the database
 */
export async function markAsOwn(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ sql: string }>(
    "SELECT format('COMMENT ON DATABASE %I IS %L', current_database(), $1::text) AS sql",
    [MARKER],
  );
  await pool.query(rows[0]!.sql);
}

/**
 * Makes sure that the database is our own.
 *
 * @throws when it isn't: somebody's data may be in it
 */
export async function refuseForeignDatabase(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; marker: string | null }>(
    "SELECT datname AS name, shobj_description(oid, 'pg_database') AS marker FROM pg_database WHERE datname = current_database()",
  );
  if (rows[0]?.marker === MARKER) return;
  throw new Error(
    `The database ${rows[0]?.name} was not made by npm start, so no demo data is put into it: it has a sign-in that others know.`,
  );
}
