import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { CallKey } from "./ensure-call.ts";

/** Counts a stall of the assistant, VAPI's `hang`: a slow model, voice or tool. Not the caller who hangs up. */
export async function countStall(tx: Tx, call: CallKey): Promise<void> {
  await tx.run(
    "UPDATE calls SET stall_count = stall_count + 1 WHERE organization_id = $1 AND id = $2 AND started_at = $3",
    [call.organizationId, call.callId, call.startedAt],
  );
  await emitLiveEvent(tx, { organizationId: call.organizationId, type: "call_updated", callId: call.callId });
}
