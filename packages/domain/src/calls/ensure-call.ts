import type { CallFacts } from "@callflex/contracts/vapi/call-facts";
import { newId } from "@callflex/db/ids";
import { isMissingPartition, type Tx } from "@callflex/db/transaction";
import { readE164 } from "../contacts/read-e164.ts";
import { ForeignResource, MissingMonth, NotThereYet } from "../errors.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { wakeParked } from "../outbox/settle.ts";
import { linkTestCall } from "../test-calls/link-test-call.ts";

/** A call's address: its id and the partition key, which never changes. */
export interface CallKey {
  organizationId: string;
  callId: string;
  startedAt: Date;
}

/** Longest time that any tenant may keep calls; older times in a payload are not believed. */
const OLDEST_MONTHS = 24;

/**
 * The partition key of a new call: VAPI's creation time, or the receive time where that is missing or can't be true, so
 * that a payload can't make partitions.
 */
export function partitionTime(createdAt: Date | null, receivedAt: Date): Date {
  if (!createdAt) return receivedAt;
  const oldest = new Date(receivedAt);
  oldest.setUTCMonth(oldest.getUTCMonth() - OLDEST_MONTHS, 1);
  oldest.setUTCHours(0, 0, 0, 0);
  const newest = receivedAt.getTime() + 24 * 3_600_000;
  return createdAt < oldest || createdAt.getTime() > newest ? receivedAt : createdAt;
}

/** An organization's number and assistant; null where VAPI names none, or one that nobody knows. */
interface Owned {
  phoneNumberId: string | null;
  assistantId: string | null;
}

/**
 * The organization's number and assistant behind VAPI's ids.
 *
 * @throws {ForeignResource} one of them is another organization's
 */
export async function findOwned(
  tx: Tx,
  input: { organizationId: string; vapiPhoneNumberId: string | null; vapiAssistantId: string | null },
): Promise<Owned> {
  const { organizationId, vapiPhoneNumberId, vapiAssistantId } = input;
  const rows = await tx.rows<{ kind: "phone number" | "assistant"; id: string; organization_id: string }>(
    `SELECT 'phone number' AS kind, id, organization_id FROM phone_numbers WHERE vapi_phone_number_id = $1
     UNION ALL
     SELECT 'assistant', id, organization_id FROM assistants WHERE vapi_assistant_id = $2`,
    [vapiPhoneNumberId, vapiAssistantId],
  );
  const foreign = rows.find((row) => row.organization_id !== organizationId);
  if (foreign) {
    const providerId = foreign.kind === "assistant" ? vapiAssistantId : vapiPhoneNumberId;
    throw new ForeignResource(`VAPI's ${foreign.kind} ${providerId} belongs to another organization`);
  }
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? null;
  return { phoneNumberId: idOf("phone number"), assistantId: idOf("assistant") };
}

/** SQL for whether a number's calls may be recorded, as they may where nobody has chosen otherwise. */
export function keepsRecording(organizationId: string, phoneNumberId: string): string {
  return `coalesce((SELECT (n.disclosure ->> 'recording')::boolean FROM phone_numbers n
    WHERE n.organization_id = ${organizationId} AND n.id = ${phoneNumberId}), true)`;
}

/** The caller as a call shows it: in E.164 where it is a number, else what the network says, like "anonymous". */
export function callerNumber(facts: CallFacts): string | null {
  return readE164(facts.customerNumber) ?? facts.customerNumber;
}

/**
 * The call that a provider's message is about, locked for the rest of the transaction; made if no message of it came
 * before. Any message can be the first.
 *
 * @param input.receivedAt when the message reached us
 * @throws {ForeignResource} the message names another organization's number or assistant
 * @throws {NotThereYet} the message is the call's first, and names no number or assistant that we know
 * @throws {MissingMonth} the transaction is void; make the partition and run it again
 */
export async function ensureCall(
  tx: Tx,
  { organizationId, facts, receivedAt }: { organizationId: string; facts: CallFacts; receivedAt: Date },
): Promise<CallKey & { created: boolean }> {
  const known = await lockCall(tx, { organizationId, providerCallId: facts.providerCallId });
  if (known) return { ...known, created: false };

  const { phoneNumberId, assistantId } = await findOwned(tx, { organizationId, ...facts });
  if (!phoneNumberId && !assistantId) {
    throw new NotThereYet(
      facts.vapiPhoneNumberId
        ? `vapi-number:${facts.vapiPhoneNumberId}`
        : facts.vapiAssistantId
          ? `vapi-assistant:${facts.vapiAssistantId}`
          : `vapi-call:${organizationId}:${facts.providerCallId}`,
    );
  }

  const callId = newId();
  const startedAt = partitionTime(facts.createdAt, receivedAt);
  const made = await tx
    .run(
      `WITH ref AS (
         INSERT INTO call_refs (organization_id, provider, provider_call_id, call_id, started_at, twilio_call_sid)
         VALUES ($1, 'vapi', $9, $2, $3, $10) ON CONFLICT DO NOTHING
         RETURNING organization_id, call_id, started_at
       )
       INSERT INTO calls (organization_id, id, started_at, direction, phone_number_id, assistant_id, caller_number, caller_name, provider_call_id, twilio_call_sid, keeps_recording)
       SELECT organization_id, call_id, started_at, $4, $5::uuid, $6::uuid, $7, $8, $9, $10, ${keepsRecording("$1", "$5::uuid")}
       FROM ref`,
      [
        organizationId,
        callId,
        startedAt,
        facts.direction,
        phoneNumberId,
        assistantId,
        callerNumber(facts),
        facts.customerName,
        facts.providerCallId,
        facts.twilioCallSid,
      ],
    )
    .catch((error: unknown) => {
      throw isMissingPartition(error) ? new MissingMonth(startedAt, error) : error;
    });
  if (made === 0) {
    const raced = await lockCall(tx, { organizationId, providerCallId: facts.providerCallId });
    if (!raced) throw new Error(`call ${facts.providerCallId} can't be made and can't be found`);
    return { ...raced, created: false };
  }
  if (facts.testCallId) {
    const { testCallId, providerCallId } = facts;
    await linkTestCall(tx, { organizationId, testCallId, providerCallId });
  }
  await emitLiveEvent(tx, { organizationId, type: "call_started", callId });
  await wakeParked(tx, [
    `vapi-call:${organizationId}:${facts.providerCallId}`,
    ...(facts.twilioCallSid ? [`twilio-call:${facts.twilioCallSid}`] : []),
  ]);
  return { organizationId, callId, startedAt, created: true };
}

/** The call behind a provider's id, locked for the rest of the transaction, or null. */
export async function lockCall(
  tx: Tx,
  { organizationId, providerCallId }: { organizationId: string; providerCallId: string },
): Promise<CallKey | null> {
  const [ref] = await tx.rows<{ call_id: string; started_at: Date }>(
    `SELECT call_id, started_at FROM call_refs
     WHERE provider = 'vapi' AND organization_id = $1 AND provider_call_id = $2 FOR UPDATE`,
    [organizationId, providerCallId],
  );
  return ref ? { organizationId, callId: ref.call_id, startedAt: ref.started_at } : null;
}
