import type { Tx } from "@callflex/db/transaction";
import { tenantTables } from "./isolation-checks.ts";

/** Settings of a transaction, as a request would set them, or as an attacker would wish. */
export interface Context {
  userId?: string;
  organizationId?: string;
}

/** The refusal of row-level security or of a missing grant. */
const FORBIDDEN = "42501";

interface Probe {
  what: string;
  sql: string;
  params: unknown[];
  /** Reads answer with a count in their one row; writes with the rows they touched. */
  reads: boolean;
}

/** Columns that an INSERT may name. */
async function writableColumns(tx: Tx, table: string): Promise<string> {
  const [row] = await tx.rows<{ list: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''`,
    [table],
  );
  return row!.list;
}

/** Every verb on one table, aimed at the victim's rows: reading, changing, taking over, deleting, adding, giving away. */
async function probesOf(
  tx: Tx,
  { table, column }: { table: string; column: string },
  victim: string,
  own: string,
): Promise<Probe[]> {
  const columns = await writableColumns(tx, table);
  const [copy] = await tx.rows<{ row: unknown }>(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${column} = $1 LIMIT 1`,
    [victim],
  );
  if (!copy) throw new Error(`the probe has no row of the victim in ${table}: add one to its tenant`);
  return [
    {
      what: "select",
      sql: `SELECT count(*)::int AS n FROM ${table} WHERE ${column} = $1`,
      params: [victim],
      reads: true,
    },
    {
      what: "update",
      sql: `UPDATE ${table} SET ${column} = ${column} WHERE ${column} = $1`,
      params: [victim],
      reads: false,
    },
    {
      what: "take over",
      sql: `UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`,
      params: [victim, own],
      reads: false,
    },
    {
      what: "give away",
      sql: `UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2`,
      params: [victim, own],
      reads: false,
    },
    { what: "delete", sql: `DELETE FROM ${table} WHERE ${column} = $1`, params: [victim], reads: false },
    {
      what: "insert",
      sql: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
      params: [JSON.stringify(copy.row)],
      reads: false,
    },
  ];
}

/** Rows that a probe saw or touched; a refusal is none. Any other failure is one: the wall must refuse before the rest. */
async function reached(tx: Tx, probe: Probe): Promise<string | null> {
  await tx.run("SAVEPOINT probe");
  try {
    const rows = probe.reads
      ? (await tx.rows<{ n: number }>(probe.sql, probe.params))[0]!.n
      : await tx.run(probe.sql, probe.params);
    return rows === 0 ? null : `${rows} rows`;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code === FORBIDDEN ? null : message;
  } finally {
    await tx.run("ROLLBACK TO SAVEPOINT probe");
  }
}

/**
 * Tries, as callflex_app in the given context, every verb on every tenant table against another tenant's rows.
 *
 * @param tx a transaction of an administrator; its role is callflex_app only while probing
 * @param victim organization whose rows must be out of reach
 * @param own an organization of the attacker's
 * @returns `table: verb: what it reached`, none when the wall holds
 */
export async function reachableRows(tx: Tx, victim: string, own: string, context: Context): Promise<string[]> {
  const probes: { table: string; probe: Probe }[] = [];
  for (const table of await tenantTables(tx)) {
    for (const probe of await probesOf(tx, table, victim, own)) probes.push({ table: table.table, probe });
  }
  await tx.run("SELECT set_config('app.user_id', $1, true), set_config('app.org_id', $2, true)", [
    context.userId ?? "",
    context.organizationId ?? "",
  ]);
  await tx.run("SET LOCAL ROLE callflex_app");
  const findings: string[] = [];
  for (const { table, probe } of probes) {
    const finding = await reached(tx, probe);
    if (finding) findings.push(`${table}: ${probe.what}: ${finding}`);
  }
  await tx.run("RESET ROLE");
  return findings;
}
