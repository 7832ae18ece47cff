import type { PrismaTx } from "@callflex/db/prisma";
import type { LiveChange } from "./live-change.ts";

/** `emitLiveEvent` in a Prisma transaction: recorded with the change; the caller wakes the dashboards after its commit. */
export async function emitLiveEventPrisma(tx: PrismaTx, change: LiveChange): Promise<void> {
  const { organizationId, type, callId = null, phoneNumberId = null, assistantId = null } = change;
  await tx.$executeRaw`
    INSERT INTO live_events (organization_id, type, call_id, phone_number_id, assistant_id)
    VALUES (${organizationId}::uuid, ${type}, ${callId}::uuid, ${phoneNumberId}::uuid, ${assistantId}::uuid)`;
}
