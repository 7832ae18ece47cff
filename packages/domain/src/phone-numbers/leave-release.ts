import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { NumberRef } from "./lock-number.ts";

const STOPPED = "Giving this number back was stopped before its end. Please try again, or contact support.";

/**
 * Leaves a release that failed, or was called off, as it is: the number stays in the list with the reason, and whoever retries
 * begins it anew.
 *
 * @param given.workflowId which leaves it; another one that works on the number meanwhile goes on
 */
export async function leaveRelease(tx: Tx, { workflowId, ...ref }: NumberRef & { workflowId: string }): Promise<void> {
  await tx.run(
    `UPDATE phone_numbers
     SET workflow_id = NULL, last_error = coalesce(last_error, $4),
         last_error_remedy = coalesce(last_error_remedy, 'tell_operator')
     WHERE organization_id = $1 AND id = $2 AND state = 'releasing' AND (workflow_id = $3 OR workflow_id IS NULL)`,
    [ref.organizationId, ref.phoneNumberId, workflowId, STOPPED],
  );
  await emitLiveEvent(tx, { ...ref, type: "number_progress" });
}
