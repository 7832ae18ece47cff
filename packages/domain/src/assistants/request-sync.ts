import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";

/**
 * Asks for an assistant to be brought to VAPI as it now is, in the transaction of the change. Drafts have nothing there, so
 * nothing is asked for them.
 */
export async function requestSync(
  tx: PrismaTx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<void> {
  const { count } = await tx.assistant.updateMany({
    where: { organizationId, id: assistantId, deletedAt: null, status: { not: "draft" } },
    data: { syncState: "pending", syncError: null },
  });
  if (count === 0) return;
  await enqueueIntentPrisma(tx, {
    type: "assistant.sync",
    organizationId,
    // Each change asks for itself; the workflow makes one push of what comes while it works.
    eventKey: `assistant/${assistantId}/sync/${newId()}`,
    body: { assistantId },
  });
}
