import type { AuditEntry, AuditLog, AuditLogQuery } from "@callflex/contracts/api/audit-log";
import { Prisma, type PrismaTx } from "@callflex/db/prisma";
import { behindCursor, exactTime, keysetPage, type KeysetRow } from "../keyset-page.ts";

interface Row extends KeysetRow {
  action: string;
  actor_kind: AuditEntry["actor"]["kind"];
  actor_id: string | null;
  actor_name: string | null;
  entity_type: string;
  entity_id: string | null;
  before: AuditEntry["before"];
  after: AuditEntry["after"];
  ip_address: string | null;
  request_id: string | null;
  created_at: Date;
}

function conditions(scope: Prisma.Sql, query: AuditLogQuery): Prisma.Sql {
  const { action, actorId, entityId, from, to, cursor } = query;
  const all = [
    scope,
    behindCursor(cursor, { list: "audit-log", time: Prisma.sql`l.created_at`, id: Prisma.sql`l.id`, newest: "first" }),
  ];
  if (action?.endsWith(".*")) all.push(Prisma.sql`starts_with(l.action, ${action.slice(0, -1)})`);
  else if (action) all.push(Prisma.sql`l.action = ${action}`);
  if (actorId) all.push(Prisma.sql`${actorId}::uuid IN (l.actor_user_id, l.api_key_id)`);
  if (entityId) all.push(Prisma.sql`l.entity_id = ${entityId}`);
  if (from) all.push(Prisma.sql`l.created_at >= ${from}::timestamptz`);
  if (to) all.push(Prisma.sql`l.created_at < ${to}::timestamptz`);
  return Prisma.join(all, " AND ");
}

function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    action: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    entityType: row.entity_type,
    entityId: row.entity_id,
    before: row.before,
    after: row.after,
    ipAddress: row.ip_address,
    requestId: row.request_id,
    createdAt: row.created_at.toISOString(),
  };
}

/**
 * A page of audit entries, newest first. People are named while the transaction's user sees them.
 *
 * @param scope which entries at all, as a condition on `audit_log l`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function readAuditPage(tx: PrismaTx, scope: Prisma.Sql, query: AuditLogQuery): Promise<AuditLog> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT l.id, l.action, l.actor_kind, coalesce(l.actor_user_id, l.api_key_id) AS actor_id, coalesce(u.name, k.name) AS actor_name,
           l.entity_type, l.entity_id, l.before, l.after, l.ip_address, l.request_id, l.created_at,
           ${exactTime(Prisma.sql`l.created_at`)} AS position
    FROM audit_log l
    LEFT JOIN users u ON u.id = l.actor_user_id
    LEFT JOIN api_keys k ON k.organization_id = l.organization_id AND k.id = l.api_key_id
    WHERE ${conditions(scope, query)}
    ORDER BY l.created_at DESC, l.id DESC
    LIMIT ${query.limit + 1}`;
  return keysetPage(rows, { list: "audit-log", limit: query.limit }, toEntry);
}
