import type { Tx } from "@callflex/db/transaction";
import { applyStatus } from "./apply-status.ts";
import type { UnreportedCall } from "./find-unreported-calls.ts";
import { recordStep } from "./record-step.ts";

/**
 * Closes a call that VAPI doesn't know (any more): it is over, and what was said and how long it took will never be known.
 * Nothing is counted. A report that comes after all settles it.
 *
 * @param workflowId the workflow that closes it, shown in the timeline
 */
export async function closeUnknownCall(tx: Tx, call: UnreportedCall, workflowId: string): Promise<void> {
  await applyStatus(tx, call, { status: "ended", at: call.heardAt });
  await recordStep(tx, {
    organizationId: call.organizationId,
    callId: call.callId,
    step: "call_settled",
    state: "failed",
    detail: "VAPI sent no report of this call and does not know it",
    workflowId,
  });
}
