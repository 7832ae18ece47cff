import type { Tx } from "@callflex/db/transaction";

/** Tables that belong to no tenant and hold nothing that a tenant may not read; all others are behind the wall. */
const GLOBAL_TABLES = ["industries", "plans", "templates", "schema_migrations"];

/** Tables that callflex_app must not touch in any way. */
const SECRET_TABLES = ["sessions", "accounts", "verifications", "two_factors", "jwks"];

/** Tables of which callflex_app may read all but these columns, and write nothing. */
const SECRET_COLUMNS = { vapi_credentials: ["secret_ciphertext", "encryption_key_id", "vapi_credential_id"] };

/** What every tenant may refer to by a plain key. */
const GLOBAL_TARGETS = ["organizations", "users", "industries", "plans", "templates"];

const RELATIONS = `pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;

async function names(tx: Tx, sql: string, params: unknown[] = []): Promise<string[]> {
  return (await tx.rows<{ name: string }>(sql, params)).map((row) => row.name);
}

/** Tables and partitions whose rows everybody with a grant sees. */
export function unprotectedTables(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT c.relname AS name FROM ${RELATIONS} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
     AND c.relname <> ALL ($1::text[]) ORDER BY 1`,
    [GLOBAL_TABLES],
  );
}

/** Tables without a policy for the owner: FORCE hides all rows from the owner too, and a migration's UPDATE finds none. */
export function tablesClosedToTheirOwner(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT c.relname AS name FROM ${RELATIONS} AND c.relrowsecurity AND NOT c.relispartition AND NOT EXISTS (
       SELECT 1 FROM pg_policies p WHERE p.tablename = c.relname AND p.roles = ARRAY['callflex_owner']::name[]
         AND p.cmd = 'ALL' AND p.qual = 'true' AND p.with_check = 'true') ORDER BY 1`,
  );
}

/** Partitions that can be reached past their parent's policies. */
export function openPartitions(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT c.relname AS name FROM ${RELATIONS} AND c.relispartition AND (
       EXISTS (SELECT 1 FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner)
       OR EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY 1`,
  );
}

/** References that look past row-level security: from a tenant's table to another one without the organization in the key. */
export function plainReferences(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT k.conname AS name FROM pg_constraint k JOIN pg_class target ON target.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conparentid = 0
       AND target.relname <> ALL ($1::text[])
       AND NOT EXISTS (
         SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair (here, there)
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here AND a.attname = 'organization_id'
         JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there AND b.attname = 'organization_id')
     ORDER BY 1`,
    [GLOBAL_TARGETS],
  );
}

/** Tables whose updated_at nobody keeps. */
export function staleUpdatedAt(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT c.relname AS name FROM ${RELATIONS} AND NOT c.relispartition
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped)
       AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = 'update_updated_at'::regproc)
     ORDER BY 1`,
  );
}

/** Rights of callflex_app on tables and columns that only sign-in and the ingress may read. */
export function grantsOnSecrets(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT target || ': ' || verb AS name
     FROM unnest($1::text[] || ARRAY(SELECT jsonb_object_keys($2::jsonb))) AS target,
          unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS verb
     WHERE (verb <> 'SELECT' OR target = ANY ($1::text[]))
       AND (has_table_privilege('callflex_app', target, verb)
         OR (verb <> 'DELETE' AND has_any_column_privilege('callflex_app', target, verb)))
     UNION ALL
     SELECT target.key || '.' || hidden || ': SELECT'
     FROM jsonb_each($2::jsonb) AS target, jsonb_array_elements_text(target.value) AS hidden
     WHERE has_column_privilege('callflex_app', target.key, hidden, 'SELECT')
     ORDER BY 1`,
    [SECRET_TABLES, JSON.stringify(SECRET_COLUMNS)],
  );
}

/** Functions with the owner's rights that anybody may call, or that look names up where a caller decides. */
export function looseDefiners(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND (
       NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=pg_catalog%')
       OR (p.prorettype <> 'trigger'::regtype AND EXISTS (
         SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g WHERE g.grantee = 0)))
     ORDER BY 1`,
  );
}

/** Tables whose rows belong to an organization, with the column that says to which. */
export function tenantTables(tx: Tx): Promise<{ table: string; column: string }[]> {
  return tx.rows(
    `SELECT c.relname AS table, a.attname AS column FROM pg_attribute a JOIN ${RELATIONS.replace("WHERE", "ON c.oid = a.attrelid WHERE")}
     AND NOT c.relispartition AND (a.attname = 'organization_id' OR (c.relname = 'organizations' AND a.attname = 'id'))
     ORDER BY 1`,
  );
}

/** Go with a row that is deleted: few rows each organization, and those of events. */
const GO_WITH_OTHERS = ["organization_members", "outbox_deliveries"];

/** Tenant tables that `delete_due_organization` doesn't empty row by row. */
export function tablesLeftByDeletion(tx: Tx): Promise<string[]> {
  return names(
    tx,
    `SELECT c.relname AS name FROM pg_attribute a JOIN ${RELATIONS.replace("WHERE", "ON c.oid = a.attrelid WHERE")}
     AND NOT c.relispartition AND a.attname = 'organization_id' AND NOT a.attisdropped AND c.relname <> ALL ($1::text[])
     AND NOT EXISTS (
       SELECT 1 FROM pg_proc f, regexp_matches(f.prosrc, '''([a-z_]+)''', 'g') AS part
       WHERE f.proname = 'delete_due_organization' AND part[1] = c.relname)
     ORDER BY 1`,
    [GO_WITH_OTHERS],
  );
}
