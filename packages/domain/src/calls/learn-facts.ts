import type { CallFacts } from "@callflex/contracts/vapi/call-facts";
import type { Tx } from "@callflex/db/transaction";
import { wakeParked } from "../outbox/settle.ts";
import { callerNumber, findOwned, keepsRecording, type CallKey } from "./ensure-call.ts";

interface Known {
  phone_number_id: string | null;
  assistant_id: string | null;
  caller_number: string | null;
  caller_name: string | null;
  twilio_call_sid: string | null;
}

/**
 * Fills in what the call's first message didn't tell: that may have been any message, and not all tell everything. What
 * is known already stays.
 *
 * @throws {ForeignResource} the message names another organization's number or assistant
 */
export async function learnFacts(tx: Tx, call: CallKey, facts: CallFacts): Promise<void> {
  const key = [call.organizationId, call.callId, call.startedAt];
  const [known] = await tx.rows<Known>(
    `SELECT phone_number_id, assistant_id, caller_number, caller_name, twilio_call_sid FROM calls
     WHERE organization_id = $1 AND id = $2 AND started_at = $3`,
    key,
  );
  if (!known) return;
  const lacks = {
    phoneNumber: !known.phone_number_id && facts.vapiPhoneNumberId,
    assistant: !known.assistant_id && facts.vapiAssistantId,
    caller: !known.caller_number && facts.customerNumber,
    name: !known.caller_name && facts.customerName,
    sid: !known.twilio_call_sid && facts.twilioCallSid,
  };
  if (!Object.values(lacks).some(Boolean)) return;

  const { organizationId } = call;
  const { phoneNumberId, assistantId } = await findOwned(tx, {
    organizationId,
    vapiPhoneNumberId: lacks.phoneNumber || null,
    vapiAssistantId: lacks.assistant || null,
  });
  await tx.run(
    `UPDATE calls
     SET phone_number_id = coalesce(phone_number_id, $4), assistant_id = coalesce(assistant_id, $5),
         caller_number = coalesce(caller_number, $6), caller_name = coalesce(caller_name, $7),
         twilio_call_sid = coalesce(twilio_call_sid, $8),
         keeps_recording = keeps_recording AND ${keepsRecording("$1", "$4::uuid")}
     WHERE organization_id = $1 AND id = $2 AND started_at = $3`,
    [...key, phoneNumberId, assistantId, callerNumber(facts), facts.customerName, facts.twilioCallSid],
  );
  if (!lacks.sid) return;
  await tx.run("UPDATE call_refs SET twilio_call_sid = $3 WHERE organization_id = $1 AND call_id = $2", [
    organizationId,
    call.callId,
    facts.twilioCallSid,
  ]);
  await wakeParked(tx, [`twilio-call:${facts.twilioCallSid}`]);
}
