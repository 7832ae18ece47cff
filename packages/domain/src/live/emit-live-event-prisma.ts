import type { LiveEventType } from "@callflex/contracts/enums";
import type { PrismaTx } from "@callflex/db/prisma";

/** `emitLiveEvent` in a Prisma transaction: recorded with the change; the caller wakes the dashboards after its commit. */
export async function emitLiveEventPrisma(
  tx: PrismaTx,
  { organizationId, type, callId }: { organizationId: string; type: LiveEventType; callId?: string | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO live_events (organization_id, type, call_id) VALUES (${organizationId}::uuid, ${type}, ${callId ?? null}::uuid)`;
}
