import type { LiveEventType } from "@callflex/contracts/enums";
import type { Tx } from "@callflex/db/transaction";

/** Records what dashboards shall hear about, in the transaction of the change; the caller wakes them after its commit. */
export async function emitLiveEvent(
  tx: Tx,
  { organizationId, type, callId }: { organizationId: string; type: LiveEventType; callId?: string },
): Promise<void> {
  await tx.run("INSERT INTO live_events (organization_id, type, call_id) VALUES ($1, $2, $3)", [
    organizationId,
    type,
    callId ?? null,
  ]);
}
