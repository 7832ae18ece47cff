import type { CallActionType } from "@callflex/contracts/enums";
import type { ToolCall } from "@callflex/contracts/vapi/tool-calls";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { readE164 } from "../contacts/read-e164.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { boundedKey } from "./bounded-key.ts";
import { carryOutAction, isOffered, type InboxDraft } from "./carry-out-action.ts";
import type { CallKey } from "./ensure-call.ts";
import { loadAnsweredCall, type AnsweredCall } from "./load-answered-call.ts";
import { settleAgain } from "./settle-again.ts";

/**
 * Carries out one function of an assistant and keeps it with the call: the action and the work item commit together. A repeated tool call id does nothing and gets the first answer.
 *
 * @returns the answer for the assistant, one line
 */
export async function recordAction(tx: Tx, call: CallKey, toolCall: ToolCall): Promise<string> {
  const toolCallId = boundedKey(toolCall.id);
  const first = await findAnswer(tx, call, toolCallId);
  if (first) return first.text;

  const answered = await loadAnsweredCall(tx, call);
  const result = carryOutAction(toolCall, answered.capabilities.messageFields);
  await insertAction(tx, call, {
    toolCallId,
    type: isOffered(toolCall.name) ? toolCall.name : "unknown",
    status: result.status,
    input: keptInput(toolCall),
    answer: { text: result.answer },
  });
  if (result.status === "succeeded") {
    await addInboxItem(tx, call, { sourceKey: `tool/${call.callId}/${toolCallId}`, draft: result.inbox, answered });
    // A function that reaches us after the report changes what came of the call, and its people want to know.
    if (answered.settled) await settleAgain(tx, call);
  }
  return result.answer;
}

/** The arguments as people read them; of what can't be carried out, all that came. */
function keptInput({ name, arguments: given }: ToolCall): unknown {
  const readable = isOffered(name) && typeof given === "object" && given !== null && !Array.isArray(given);
  return readable ? given : { name, arguments: given };
}

/** What the assistant was told: in words, and as the provider got it where that is more. */
export interface ActionAnswer {
  text: string;
  response?: unknown;
}

/** The answer that a tool call got before, or null. */
export async function findAnswer(tx: Tx, call: CallKey, toolCallId: string): Promise<ActionAnswer | null> {
  const [action] = await tx.rows<{ answer: ActionAnswer }>(
    `SELECT answer FROM call_actions WHERE organization_id = $1 AND call_id = $2 AND started_at = $3 AND tool_call_id = $4`,
    [call.organizationId, call.callId, call.startedAt, toolCallId],
  );
  return action?.answer ?? null;
}

/** Keeps what an assistant asked for and what it was told. */
export async function insertAction(
  tx: Tx,
  call: CallKey,
  action: {
    toolCallId: string;
    type: CallActionType;
    status: "succeeded" | "refused";
    input: unknown;
    answer: ActionAnswer;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO call_actions (organization_id, call_id, started_at, id, tool_call_id, type, status, input, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      call.organizationId,
      call.callId,
      call.startedAt,
      newId(),
      action.toolCallId,
      action.type,
      action.status,
      JSON.stringify(action.input ?? {}),
      JSON.stringify(action.answer),
    ],
  );
  await emitLiveEvent(tx, { organizationId: call.organizationId, type: "call_updated", callId: call.callId });
}

async function addInboxItem(
  tx: Tx,
  call: CallKey,
  { sourceKey, draft, answered }: { sourceKey: string; draft: InboxDraft; answered: AnsweredCall },
): Promise<void> {
  await tx.run(
    `INSERT INTO inbox_items (id, organization_id, call_id, contact_id, source_key, kind, caller_name, caller_number, subject, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId(),
      call.organizationId,
      call.callId,
      answered.contactId,
      sourceKey,
      draft.kind,
      draft.callerName,
      readE164(draft.callbackNumber) ?? draft.callbackNumber ?? answered.callerNumber,
      draft.subject,
      JSON.stringify(draft.details),
    ],
  );
  await emitLiveEvent(tx, { organizationId: call.organizationId, type: "inbox_changed", callId: call.callId });
}
