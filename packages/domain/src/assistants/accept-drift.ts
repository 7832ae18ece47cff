import { Prisma, type PrismaTx } from "@callflex/db/prisma";

/**
 * Lets the next push replace what was changed on the telephone side, as far as it has been shown. To be called where a person asks
 * for what stands here, in that transaction; without drift it does nothing.
 */
export async function acceptDrift(
  tx: PrismaTx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<void> {
  await tx.assistant.updateMany({
    where: { organizationId, id: assistantId, deletedAt: null, drift: { not: Prisma.AnyNull } },
    data: { driftAccepted: true },
  });
}
