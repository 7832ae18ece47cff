import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "../calls/ensure-call.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/** The wait is dated by the API's clock, the call by the database's. */
const CLOCKS_DIFFER = "5 seconds";

/**
 * Keeps from where a call was forwarded, and takes it as the proof that is waited for if it is one: the number that was
 * called waits for a call from just there, and we heard of the call after the wait began.
 *
 * @param forwardedFrom in E.164 where it is a number, else as the network says it
 */
export async function noteForwardedCall(tx: Tx, call: CallKey, forwardedFrom: string): Promise<void> {
  const key = [call.organizationId, call.callId, call.startedAt];
  const kept = await tx.run(
    `UPDATE calls SET forwarded_from = $4
     WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND forwarded_from IS DISTINCT FROM $4`,
    [...key, forwardedFrom],
  );
  if (kept === 0) return;
  const [verified] = await tx.rows<{ id: string }>(
    `UPDATE phone_numbers n
     SET version = version + 1, forwarding = n.forwarding || jsonb_build_object(
       'state', 'verified', 'verifiedCallId', c.id,
       'verifiedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     FROM calls c
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3
       AND n.organization_id = $1 AND n.id = c.phone_number_id
       AND n.forwarding ->> 'state' = 'waiting' AND n.forwarding ->> 'businessNumber' = $4
       AND c.created_at >= (n.forwarding ->> 'waitingSince')::timestamptz - interval '${CLOCKS_DIFFER}'
     RETURNING n.id`,
    [...key, forwardedFrom],
  );
  const { organizationId } = call;
  await emitLiveEvent(tx, { organizationId, type: "call_updated", callId: call.callId });
  if (verified) await emitLiveEvent(tx, { organizationId, type: "number_progress", phoneNumberId: verified.id });
}
