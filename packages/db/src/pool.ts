import pg from "pg";

/** Connections of one database role; the hot paths speak plain SQL through it. */
export type Pool = pg.Pool;

/** bigint columns hold counts and seconds far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens a pool. Works through PgBouncer in transaction mode: no session state; named statements need its max_prepared_statements.
 *
 * @param url connection string of the role
 * @param options.max most connections at once
 * @param options.name application_name, seen in pg_stat_activity
 */
export function createPool(url: string, options: { max?: number; name: string }): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  // A connection that the server ends would end the process without listeners: the pool's for idle ones, the client's own
  // for those in use. The query under way fails, and the next one gets a new connection.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
