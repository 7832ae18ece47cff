import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import type { RequestOrigin, VerbContext } from "../context.ts";

/** A change as the audit log tells it. */
export interface AuditEntry {
  /** What was done, `inbox_item.updated`. */
  action: string;
  entityType: string;
  entityId: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Who did it; without an organization it is about the person's own account. */
interface AuditActor {
  organizationId: string | null;
  kind: "user" | "api_key" | "staff" | "system";
  userId?: string | undefined;
  apiKeyId?: string | undefined;
}

/**
 * Writes an entry for an actor outside a {@link VerbContext}: sign-in, and what joins an organization from outside.
 *
 * @param tx the transaction of the change, of any role that may add to the audit log
 */
export async function writeAudit(
  tx: PrismaTx,
  entry: AuditEntry & { actor: AuditActor; request?: RequestOrigin | undefined },
): Promise<void> {
  const { actor, request } = entry;
  const before = entry.before ? JSON.stringify(entry.before) : null;
  const after = entry.after ? JSON.stringify(entry.after) : null;
  await tx.$executeRaw`
    INSERT INTO audit_log (id, organization_id, actor_user_id, api_key_id, actor_kind, action, entity_type, entity_id, before, after, ip_address, request_id)
    VALUES (${newId()}::uuid, ${actor.organizationId}::uuid, ${actor.userId ?? null}::uuid, ${actor.apiKeyId ?? null}::uuid, ${actor.kind},
            ${entry.action}, ${entry.entityType}, ${entry.entityId}, ${before}::jsonb, ${after}::jsonb, ${request?.ipAddress ?? null},
            ${request?.id ?? null})`;
}

/** Writes who changed what from where, in the transaction of the change. */
export async function recordAudit(ctx: VerbContext, entry: AuditEntry): Promise<void> {
  const { actor, request, tx } = ctx;
  await writeAudit(tx, { ...entry, actor, request });
}
