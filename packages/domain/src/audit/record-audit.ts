import { newId } from "@callflex/db/ids";
import type { VerbContext } from "../context.ts";

/** A change as the audit log tells it. */
export interface AuditEntry {
  /** What was done, `inbox_item.updated`. */
  action: string;
  entityType: string;
  entityId: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Writes who changed what from where, in the transaction of the change. */
export async function recordAudit(ctx: VerbContext, entry: AuditEntry): Promise<void> {
  const { actor, request } = ctx;
  const before = entry.before ? JSON.stringify(entry.before) : null;
  const after = entry.after ? JSON.stringify(entry.after) : null;
  await ctx.tx.$executeRaw`
    INSERT INTO audit_log (id, organization_id, actor_user_id, actor_kind, action, entity_type, entity_id, before, after, ip_address, request_id)
    VALUES (${newId()}::uuid, ${actor.organizationId}::uuid, ${actor.userId}::uuid, 'user', ${entry.action}, ${entry.entityType},
            ${entry.entityId}, ${before}::jsonb, ${after}::jsonb, ${request?.ipAddress ?? null}, ${request?.id ?? null})`;
}
