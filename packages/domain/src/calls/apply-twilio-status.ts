import type { Tx } from "@callflex/db/transaction";
import { readE164 } from "../contacts/read-e164.ts";
import { NotThereYet } from "../errors.ts";
import { noteForwardedCall } from "../forwarding/note-forwarded-call.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/** SQL that ranks Twilio's states of a call: they may arrive in any order, and the last word stays. */
function rank(value: string): string {
  return `CASE ${value} WHEN 'queued' THEN 1 WHEN 'initiated' THEN 2 WHEN 'ringing' THEN 3 WHEN 'in-progress' THEN 4
    WHEN 'completed' THEN 5 WHEN 'busy' THEN 5 WHEN 'failed' THEN 5 WHEN 'no-answer' THEN 5 WHEN 'canceled' THEN 5 ELSE 0 END`;
}

/**
 * Applies what Twilio says about the call's line: its own record of state and duration, beside VAPI's, and from where the call was
 * forwarded, which VAPI doesn't tell.
 *
 * @param input.durationSeconds only known of completed calls
 * @param input.forwardedFrom as the network says it; null for a call that was dialled straight
 * @throws {NotThereYet} no call with that sid came from VAPI so far
 */
export async function applyTwilioStatus(
  tx: Tx,
  input: { callSid: string; status: string; durationSeconds: number | null; forwardedFrom: string | null },
): Promise<void> {
  const calls = await tx.rows<{ organization_id: string; call_id: string; started_at: Date }>(
    "SELECT organization_id, call_id, started_at FROM call_refs WHERE twilio_call_sid = $1 FOR UPDATE",
    [input.callSid],
  );
  if (calls.length === 0) throw new NotThereYet(`twilio-call:${input.callSid}`);
  for (const call of calls) {
    const changed = await tx.run(
      `UPDATE calls SET twilio_status = $4, twilio_duration_seconds = coalesce($5, twilio_duration_seconds)
       WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND ${rank("$4::text")} > ${rank("twilio_status")}`,
      [call.organization_id, call.call_id, call.started_at, input.status, input.durationSeconds],
    );
    if (changed > 0)
      await emitLiveEvent(tx, { organizationId: call.organization_id, type: "call_updated", callId: call.call_id });
    if (input.forwardedFrom) {
      const key = { organizationId: call.organization_id, callId: call.call_id, startedAt: call.started_at };
      await noteForwardedCall(tx, key, readE164(input.forwardedFrom) ?? input.forwardedFrom);
    }
  }
}
