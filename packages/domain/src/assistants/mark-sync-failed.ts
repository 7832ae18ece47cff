import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/**
 * Keeps why an assistant didn't get to VAPI.
 *
 * @param input.error in the customer's words
 * @param input.final false while it is tried again by itself
 */
export async function markSyncFailed(
  tx: Tx,
  input: { organizationId: string; assistantId: string; error: string; final: boolean },
): Promise<void> {
  const { organizationId, assistantId, error, final } = input;
  const changed = await tx.run(
    `UPDATE assistants SET sync_state = $3, sync_error = $4
     WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
       AND (sync_state, sync_error) IS DISTINCT FROM ($3, $4)`,
    [organizationId, assistantId, final ? "failed" : "pending", error],
  );
  if (changed > 0) await emitLiveEvent(tx, { organizationId, assistantId, type: "assistant_changed" });
}
