import { workflowId } from "@callflex/contracts/workflow";
import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";
import { settleCall } from "./settle-call.ts";

/**
 * Settles a call anew if it was settled before something reached us that counts in it: a function, a refusal, the time of
 * its end. Before that there is nothing to do: the settlement will find it.
 */
export async function settleAgain(tx: Tx, call: CallKey): Promise<void> {
  const [row] = await tx.rows<{ settled: boolean }>(
    `SELECT settled_at IS NOT NULL AS settled FROM calls WHERE organization_id = $1 AND id = $2 AND started_at = $3`,
    [call.organizationId, call.callId, call.startedAt],
  );
  if (!row?.settled) return;
  await settleCall(tx, {
    organizationId: call.organizationId,
    callId: call.callId,
    workflowId: workflowId.callEnd(call.callId),
  });
}
