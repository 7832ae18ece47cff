import type { Tx } from "@callflex/db/transaction";
import type { LiveChange } from "./live-change.ts";

/** Records what dashboards shall hear about, in the transaction of the change; the caller wakes them after its commit. */
export async function emitLiveEvent(tx: Tx, change: LiveChange): Promise<void> {
  const { organizationId, type, callId = null, phoneNumberId = null, assistantId = null } = change;
  await tx.run(
    "INSERT INTO live_events (organization_id, type, call_id, phone_number_id, assistant_id) VALUES ($1, $2, $3, $4, $5)",
    [organizationId, type, callId, phoneNumberId, assistantId],
  );
}
