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
  /** Touches rows without looking at them: policies of SELECT don't hold it, and its own count tells nothing. */
  unseen?: boolean;
}

/** A tenant's table with what is tried on it. */
interface Target {
  table: string;
  column: string;
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

/** A column that callflex_app may change, best one with a default; the table's tenant column where there is none. */
async function changeableColumn(tx: Tx, table: string, otherwise: string): Promise<string> {
  const [row] = await tx.rows<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
       AND attname <> $2 AND has_column_privilege('callflex_app', attrelid, attnum, 'UPDATE')
     ORDER BY atthasdef DESC, attnotnull, attnum LIMIT 1`,
    [table, otherwise],
  );
  return row?.name ?? otherwise;
}

/** Every verb on one table, aimed at the victim's rows: reading, changing, taking over, deleting, adding, giving away. */
async function probesOf(tx: Tx, { table, column }: Target, victim: string, own: string): Promise<Probe[]> {
  const columns = await writableColumns(tx, table);
  const changeable = await changeableColumn(tx, table, column);
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
      sql: `UPDATE ${table} SET ${changeable} = ${changeable} WHERE ${column} = $1`,
      params: [victim],
      reads: false,
    },
    {
      what: "change unseen",
      sql: `UPDATE ${table} SET ${changeable} = DEFAULT`,
      params: [],
      reads: false,
      unseen: true,
    },
    { what: "delete unseen", sql: `DELETE FROM ${table}`, params: [], reads: false, unseen: true },
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

/** Where the victim's rows lie; a row that is changed moves. */
async function placesOf(tx: Tx, { table, column }: Target, victim: string): Promise<string> {
  const [row] = await tx.rows<{ places: string | null }>(
    `SELECT string_agg(tableoid || ':' || ctid, ',' ORDER BY tableoid, ctid) AS places FROM ${table} WHERE ${column} = $1`,
    [victim],
  );
  return row?.places ?? "";
}

/** Runs a probe that names no rows, past references and triggers, which are not the wall. @returns 1 if the victim's moved */
async function runUnseen(tx: Tx, target: Target, probe: Probe, victim: string): Promise<number> {
  await tx.run("RESET ROLE");
  const before = await placesOf(tx, target, victim);
  await tx.run("SET LOCAL session_replication_role = replica");
  await tx.run("SET LOCAL ROLE callflex_app");
  await tx.run(probe.sql);
  await tx.run("RESET ROLE");
  return (await placesOf(tx, target, victim)) === before ? 0 : 1;
}

/** Rows that a probe saw or touched; a refusal is none. Any other failure is one: the wall must refuse before the rest. */
async function reached(tx: Tx, target: Target, probe: Probe, victim: string): Promise<string | null> {
  await tx.run("SAVEPOINT probe");
  try {
    const rows = probe.unseen
      ? await runUnseen(tx, target, probe, victim)
      : probe.reads
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
 * @param only the tables to try, all if nothing is said
 * @returns `table: verb: what it reached`, none when the wall holds
 */
export async function reachableRows(
  tx: Tx,
  victim: string,
  own: string,
  context: Context,
  only?: readonly string[],
): Promise<string[]> {
  const probes: { target: Target; probe: Probe }[] = [];
  for (const target of await tenantTables(tx)) {
    if (only && !only.includes(target.table)) continue;
    for (const probe of await probesOf(tx, target, victim, own)) probes.push({ target, probe });
  }
  await tx.run("SELECT set_config('app.user_id', $1, true), set_config('app.org_id', $2, true)", [
    context.userId ?? "",
    context.organizationId ?? "",
  ]);
  await tx.run("SET LOCAL ROLE callflex_app");
  const findings: string[] = [];
  for (const { target, probe } of probes) {
    const finding = await reached(tx, target, probe, victim);
    if (finding) findings.push(`${target.table}: ${probe.what}: ${finding}`);
  }
  await tx.run("RESET ROLE");
  return findings;
}
