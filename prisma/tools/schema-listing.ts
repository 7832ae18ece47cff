import type { Pool } from "@callflex/db/pool";

export const LISTING_FILE = new URL("../schema-listing.txt", import.meta.url);

/** Partitions differ from month to month and only repeat their parents. */
const OURS = (relation: string) =>
  `${relation}.relnamespace = 'public'::regnamespace AND NOT ${relation}.relispartition AND ${relation}.relname <> 'schema_migrations'`;

const COLUMNS = `
  SELECT c.relname::text AS owner, 1 AS part, a.attnum AS position,
         '  ' || rpad(a.attname, 26) || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
         || CASE WHEN a.attidentity <> '' THEN ' identity' ELSE '' END
         || CASE WHEN a.attgenerated <> '' THEN ' generated ' WHEN d.oid IS NOT NULL THEN ' default ' ELSE '' END
         || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p') AND ${OURS("c")}`;

const CONSTRAINTS = `
  SELECT c.relname, 2, 0, '  constraint ' || k.conname || ': ' || pg_get_constraintdef(k.oid)
  FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.conparentid = 0 AND k.contype IN ('p', 'u', 'f', 'c')
  WHERE ${OURS("c")}`;

const INDEXES = `
  SELECT c.relname, 3, 0, '  index ' || pg_get_indexdef(i.indexrelid)
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
  WHERE c.relkind IN ('r', 'p') AND ${OURS("c")} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))`;

const TRIGGERS = `
  SELECT c.relname, 4, 0, '  trigger ' || pg_get_triggerdef(t.oid)
  FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE ${OURS("c")}`;

const SECURITY = `
  SELECT c.relname, 5, 0, '  row security: ' || CASE WHEN c.relrowsecurity THEN 'on' ELSE 'off' END
         || CASE WHEN c.relforcerowsecurity THEN ', forced' ELSE '' END
  FROM pg_class c WHERE c.relkind IN ('r', 'p') AND ${OURS("c")}
  UNION ALL
  SELECT p.tablename, 6, 0, '  policy ' || p.policyname || ': ' || lower(p.permissive) || ' ' || lower(p.cmd) || ' to '
         || array_to_string(p.roles, ', ') || coalesce(' using ' || p.qual, '') || coalesce(' check ' || p.with_check, '')
  FROM pg_policies p WHERE p.schemaname = 'public'
  UNION ALL
  SELECT c.relname, 7, 0, '  grant to ' || coalesce(r.rolname, 'public') || ': ' || string_agg(lower(g.privilege_type), ', ' ORDER BY g.privilege_type)
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) g LEFT JOIN pg_roles r ON r.oid = g.grantee
  WHERE c.relkind IN ('r', 'p') AND ${OURS("c")} AND g.grantee <> c.relowner
  GROUP BY c.relname, r.rolname`;

const ROUTINES = `
  SELECT 'routine ' || p.oid::regprocedure, 1, 0, '  ' || CASE p.prokind WHEN 'f' THEN 'returns ' || pg_get_function_result(p.oid) ELSE 'procedure' END
         || CASE p.provolatile WHEN 's' THEN ', stable' WHEN 'i' THEN ', immutable' ELSE '' END
         || CASE WHEN p.prosecdef THEN ', security definer' ELSE '' END || coalesce(', ' || array_to_string(p.proconfig, ', '), '')
         || ', body ' || left(md5(p.prosrc), 8)
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'callflex_owner'::regrole
  UNION ALL
  SELECT 'routine ' || p.oid::regprocedure, 2, 0, '  execute: ' || string_agg(coalesce(r.rolname, 'public'), ', ' ORDER BY r.rolname)
  FROM pg_proc p CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g LEFT JOIN pg_roles r ON r.oid = g.grantee
  WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'callflex_owner'::regrole
  GROUP BY p.oid`;

/**
 * The whole schema as text, from the catalogue: what a review reads to see what a migration really changed.
 *
 * @param pool connections of the administrator or the owner
 */
export async function schemaListing(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ owner: string; line: string }>(
    `SELECT owner, line FROM (${[COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, SECURITY, ROUTINES].join(" UNION ALL ")}) AS listing
     ORDER BY owner COLLATE "C", part, position, line COLLATE "C"`,
  );
  const blocks = new Map<string, string[]>();
  for (const { owner, line } of rows) blocks.set(owner, [...(blocks.get(owner) ?? []), line]);
  return [...blocks].map(([owner, lines]) => `${owner}\n${lines.join("\n")}\n`).join("\n");
}
