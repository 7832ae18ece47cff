import type { Pool } from "@callflex/db/pool";
import type { SchemaShape } from "./schema-shape.ts";

/** Tables of the product: partitions are their parents' business, schema_migrations dbmate's. */
const TABLES = `relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_migrations'`;

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  default: string | null;
}

async function readColumns(pool: Pool): Promise<ColumnRow[]> {
  const { rows } = await pool.query<ColumnRow>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
            CASE WHEN a.attidentity <> '' THEN 'identity' ELSE pg_get_expr(d.adbin, d.adrelid) END AS default
     FROM (SELECT * FROM pg_class WHERE ${TABLES}) c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     ORDER BY c.relname, a.attnum`,
  );
  return rows;
}

interface ConstraintRow {
  table: string;
  kind: "key" | "reference";
  text: string;
}

async function readConstraints(pool: Pool): Promise<ConstraintRow[]> {
  const columns = (table: string, key: string) =>
    `(SELECT string_agg(a.attname, ', ' ORDER BY part.position) FROM unnest(${key}) WITH ORDINALITY AS part (number, position)
      JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = part.number)`;
  const { rows } = await pool.query<ConstraintRow>(
    `SELECT c.relname AS table, 'key' AS kind,
            CASE k.contype WHEN 'p' THEN 'PRIMARY KEY (' ELSE 'UNIQUE (' END || ${columns("k.conrelid", "k.conkey")} || ')' AS text
     FROM (SELECT * FROM pg_class WHERE ${TABLES}) c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u')
     UNION ALL
     SELECT c.relname, 'reference',
            '(' || ${columns("k.conrelid", "k.conkey")} || ') -> ' || k.confrelid::regclass || ' (' || ${columns("k.confrelid", "k.confkey")} || ') on delete ' ||
            CASE WHEN k.confdelsetcols IS NOT NULL THEN 'no action'
                 ELSE (ARRAY['no action', 'restrict', 'cascade', 'set null', 'set default'])[position(k.confdeltype::text in 'arcnd')] END
     FROM (SELECT * FROM pg_class WHERE ${TABLES}) c
     JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0`,
  );
  return rows;
}

/** `'trial'::text` and `'{}'::jsonb` say no more than `'trial'` and `'{}'` beside the column's type. */
function withoutCast(expression: string | null): string | null {
  return expression?.replace(/^('.*')::[a-z ]+(\[\])?$/, "$1") ?? null;
}

/** What the database's catalogue says of each table of the product. */
export async function readCatalogue(pool: Pool): Promise<SchemaShape> {
  const shape: SchemaShape = {};
  const tableOf = (name: string) => (shape[name] ??= { columns: {}, keys: [], references: [] });
  for (const { table, name, type, nullable, default: expression } of await readColumns(pool)) {
    tableOf(table).columns[name] = { type, nullable, default: withoutCast(expression) };
  }
  for (const { table, kind, text } of await readConstraints(pool)) {
    tableOf(table)[kind === "key" ? "keys" : "references"].push(text);
  }
  for (const table of Object.values(shape)) {
    table.keys.sort();
    table.references.sort();
  }
  return shape;
}
