import type { CallStatus } from "@callflex/contracts/enums";
import { callStatuses } from "@callflex/contracts/enums";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { CallKey } from "./ensure-call.ts";

/** VAPI's names of a call's states; what it calls scheduled and queued has not begun for us. */
const FROM_VAPI: Record<string, CallStatus> = {
  scheduled: "ringing",
  queued: "ringing",
  ringing: "ringing",
  "in-progress": "in_progress",
  forwarding: "forwarding",
  ended: "ended",
};

/** SQL that ranks a status column: later events never lead back. */
function rank(column: string): string {
  return `array_position(ARRAY['${callStatuses.join("','")}'], ${column})`;
}

/**
 * Applies a state that VAPI reported. Repeats and latecomers change nothing.
 *
 * @param input.status VAPI's word; an unknown one is ignored
 * @param input.at when it was so
 */
export async function applyStatus(
  tx: Tx,
  call: CallKey,
  input: { status: string | undefined; at: Date; endedReason?: string | undefined },
): Promise<void> {
  const status = FROM_VAPI[input.status ?? ""];
  if (!status) return;
  const changed = await tx.run(
    `UPDATE calls
     SET status = CASE WHEN ${rank("$4::text")} > ${rank("status")} THEN $4 ELSE status END,
         answered_at = CASE WHEN $4 = 'in_progress' AND settled_at IS NULL THEN least(answered_at, $5) ELSE answered_at END,
         ended_at = CASE WHEN $4 = 'ended' AND settled_at IS NULL THEN least(ended_at, $5) ELSE ended_at END,
         ended_reason = CASE WHEN $4 = 'ended' AND settled_at IS NULL THEN coalesce(ended_reason, $6) ELSE ended_reason END
     WHERE organization_id = $1 AND id = $2 AND started_at = $3
       AND (${rank("$4::text")} > ${rank("status")}
         OR (settled_at IS NULL AND ($4 = 'in_progress' AND (answered_at IS NULL OR answered_at > $5)
           OR $4 = 'ended' AND (ended_at IS NULL OR ended_at > $5))))`,
    [call.organizationId, call.callId, call.startedAt, status, input.at, input.endedReason ?? null],
  );
  if (changed === 0) return;
  const type = status === "ended" ? "call_ended" : "call_updated";
  await emitLiveEvent(tx, { organizationId: call.organizationId, type, callId: call.callId });
}
