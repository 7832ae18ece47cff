import type { PrismaTx } from "@callflex/db/prisma";
import { writeAudit, type AuditEntry } from "../audit/record-audit.ts";
import type { RequestOrigin } from "../context.ts";

/**
 * Writes what a person did to their own account, where they alone read it.
 *
 * @param tx the transaction of the change, of the sign-in role
 */
export async function auditAccount(
  tx: PrismaTx,
  userId: string,
  entry: Pick<AuditEntry, "action" | "before" | "after"> & { entityId?: string; request?: RequestOrigin | undefined },
): Promise<void> {
  await writeAudit(tx, {
    ...entry,
    actor: { organizationId: null, kind: "user", userId },
    entityType: entry.action.split(".")[0]!,
    entityId: entry.entityId ?? userId,
  });
}
