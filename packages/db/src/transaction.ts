import type { PoolClient, QueryResultRow } from "pg";
import type { Pool } from "./pool.ts";

/** An open transaction. */
export interface Tx {
  /**
   * Runs one statement; returns its rows.
   *
   * @param name under which the connection keeps the statement parsed and planned; for the most frequent ones. The same
   *   name always means the same text.
   */
  rows<R extends QueryResultRow>(sql: string, params?: unknown[], name?: string): Promise<R[]>;
  /** Runs one statement, named as in `rows`; returns how many rows it touched. */
  run(sql: string, params?: unknown[], name?: string): Promise<number>;
}

/** No connection, or a lost one. */
const CONNECTION_STATES = ["08000", "08001", "08003", "08004", "08006", "25P03", "57P01", "57P02", "57P03", "57P05"];
/** A server that is full, or not the one that writes for the moment. */
const SERVER_STATES = ["25006", "53100", "53200", "53300"];
const LOCK_STATES = ["40001", "40P01", "55P03"];
const TRANSIENT_STATES: ReadonlySet<string> = new Set([...CONNECTION_STATES, ...SERVER_STATES, ...LOCK_STATES]);

const NETWORK_CODES: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/**
 * True for an error code of PostgreSQL, or of PgBouncer before it, after which the same transaction may simply be tried again.
 *
 * @param message of the error
 */
export function isTransientState(state: string, message: string): boolean {
  // PgBouncer gives 08P01 to all that keeps it from a server; of PostgreSQL it means a statement with the wrong parameters.
  return state === "08P01" ? !message.startsWith("bind message") : TRANSIENT_STATES.has(state);
}

/** True for a lost connection, a deadlock or a time-out on a lock: the same work may succeed at the next try. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") return NETWORK_CODES.has(code) || isTransientState(code, error.message);
  return /connection (terminated|timeout|ended)|timeout exceeded when trying to connect|Client has encountered a connection error/i.test(
    error.message,
  );
}

/** True when a row fell into a month that has no partition yet. */
export function isMissingPartition(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error as { code?: unknown }).code === "23514" &&
    /no partition of relation/.test(error.message)
  );
}

function asTx(client: PoolClient): Tx {
  return {
    rows: async (sql, params, name) => (await client.query({ text: sql, values: params, name })).rows,
    run: async (sql, params, name) => (await client.query({ text: sql, values: params, name })).rowCount ?? 0,
  };
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 *
 * @throws what `work` or the database throws; {@link isTransient} tells whether another try makes sense
 */
export async function transaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(asTx(client));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Runs `work` on one connection without a transaction around it: single statements that need no company. */
export async function autocommit<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(asTx(client));
  } finally {
    client.release();
  }
}
