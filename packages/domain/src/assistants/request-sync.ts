import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import type { Tx } from "@callflex/db/transaction";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";

interface AssistantRef {
  organizationId: string;
  assistantId: string;
}

function intentOf({ organizationId, assistantId }: AssistantRef) {
  return {
    type: "assistant.sync",
    organizationId,
    // Each change asks for itself; the workflow makes one push of what comes while it works.
    eventKey: `assistant/${assistantId}/sync/${newId()}`,
    body: { assistantId },
  } as const;
}

/**
 * Asks for an assistant to be brought to VAPI as it now is, in the transaction of the change. Drafts have nothing there, so
 * nothing is asked for them.
 */
export async function requestSync(tx: PrismaTx, { organizationId, assistantId }: AssistantRef): Promise<void> {
  const { count } = await tx.assistant.updateMany({
    where: { organizationId, id: assistantId, deletedAt: null, status: { not: "draft" } },
    data: { syncState: "pending", syncError: null },
  });
  if (count > 0) await enqueueIntentPrisma(tx, intentOf({ organizationId, assistantId }));
}

/** {@link requestSync} in a transaction of the services. */
export async function requestSyncFromService(tx: Tx, { organizationId, assistantId }: AssistantRef): Promise<void> {
  const count = await tx.run(
    `UPDATE assistants SET sync_state = 'pending', sync_error = NULL
     WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND status <> 'draft'`,
    [organizationId, assistantId],
  );
  if (count > 0) await enqueueIntent(tx, intentOf({ organizationId, assistantId }));
}
