import { routeAnswer, type RouteAnswer } from "@callflex/contracts/routing";
import type { CallFacts } from "@callflex/contracts/vapi/call-facts";
import type { Tx } from "@callflex/db/transaction";
import { defaultVoice } from "../assistants/default-voice.ts";
import { messageOnlyConfig, type MessageOnlyConfig } from "../assistants/message-only-config.ts";
import { readE164 } from "../contacts/read-e164.ts";
import { callOverrides, recordingOverrides, type DisclosureOverrides } from "../disclosure/call-overrides.ts";
import { openingWords } from "@callflex/contracts/opening-words";
import { ForeignResource } from "../errors.ts";
import { decideRoute } from "../routing/decide-route.ts";
import { firstWords } from "../routing/first-words.ts";
import { lockLines } from "../routing/lock-lines.ts";
import { loadRoute, loadRouteFacts, type LoadedRoute } from "../routing/load-route-facts.ts";
import { ensureCall, type CallKey } from "./ensure-call.ts";
import { settleAgain } from "./settle-again.ts";

/**
 * Answer to VAPI's assistant-request: an assistant, one that lives for this call alone, a number that takes the call at
 * once, or words for the caller.
 */
export type AssistantRequestAnswer =
  | {
      assistantId: string;
      assistantOverrides: DisclosureOverrides & {
        variableValues: Record<string, string>;
        metadata: Record<string, string>;
      };
    }
  | { assistant: MessageOnlyConfig; assistantOverrides: DisclosureOverrides & { metadata: Record<string, string> } }
  | { destination: { type: "number"; number: string; message: string } }
  | { error: string };

/** Spoken when the number that was dialled is none of the organization's. */
export const UNKNOWN_NUMBER_TEXT = "The number you have dialled is not in service.";

/**
 * Decides by the number's rules who takes a call that comes in, and makes its row with what was decided. Nobody ends in
 * silence: who isn't taken by an assistant is forwarded, leaves a message, or hears why.
 *
 * @param input.now our clock
 * @param input.repeated the request was answered before: what was decided then is not asked again
 * @param input.providerLimit calls at once that VAPI's account allows; null where that isn't known
 * @returns the answer, and whether the number's own assistant takes the call
 * @throws {ForeignResource} the number that was dialled is none of the organization's
 */
export async function answerAssistantRequest(
  tx: Tx,
  input: { organizationId: string; facts: CallFacts; now: Date; repeated: boolean; providerLimit: number | null },
): Promise<{ body: AssistantRequestAnswer; byOwnAssistant: boolean }> {
  const { organizationId, facts, now, providerLimit } = input;
  const callerNumber = readE164(facts.customerNumber);
  const route = await loadRoute(tx, { organizationId, vapiPhoneNumberId: facts.vapiPhoneNumberId, callerNumber });
  if (!route) throw new ForeignResource(`VAPI's phone number ${facts.vapiPhoneNumberId} is none of the organization's`);
  const call = await ensureCall(tx, { organizationId, facts, receivedAt: now });
  const before = input.repeated ? await decidedBefore(tx, call) : null;
  if (before) return spoken(tx, before, route, call);

  await lockLines(tx, organizationId);
  const { answer } = decideRoute(await loadRouteFacts(tx, route, { callId: call.callId, now, providerLimit }));
  await keepAnswer(tx, call, answer);
  return spoken(tx, answer, route, call);
}

/** What was decided when the request came first; null where nothing of that is left. */
async function decidedBefore(tx: Tx, call: CallKey): Promise<RouteAnswer | null> {
  const [row] = await tx.rows<{ route: unknown }>(
    "SELECT route FROM calls WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND route IS NOT NULL",
    [call.organizationId, call.callId, call.startedAt],
  );
  return row ? routeAnswer.parse(row.route) : null;
}

async function keepAnswer(tx: Tx, call: CallKey, answer: RouteAnswer): Promise<void> {
  const kept = await tx.run(
    `UPDATE calls SET route = $4, refusal = $5, assistant_id = coalesce(assistant_id, $6)
     WHERE organization_id = $1 AND id = $2 AND started_at = $3 AND route IS NULL AND refusal IS NULL`,
    [
      call.organizationId,
      call.callId,
      call.startedAt,
      JSON.stringify(answer),
      answer.refusal,
      answer.kind === "assistant" ? answer.assistantId : null,
    ],
  );
  if (kept > 0 && answer.refusal) await settleAgain(tx, call);
}

/** A decision in VAPI's words. */
async function spoken(
  tx: Tx,
  answer: RouteAnswer,
  route: LoadedRoute,
  call: CallKey,
): Promise<{ body: AssistantRequestAnswer; byOwnAssistant: boolean }> {
  const first = await firstWords(tx, route, answer);
  const metadata = { callflexCallId: call.callId };
  switch (answer.kind) {
    case "assistant": {
      const variableValues = { businessName: route.organization.name, timezone: route.organization.timezone };
      const told = first ? callOverrides(first.disclosure, first.own) : {};
      return {
        body: { assistantId: answer.vapiAssistantId, assistantOverrides: { ...told, variableValues, metadata } },
        byOwnAssistant: answer.assistantId === route.own?.id,
      };
    }
    case "forward":
      return {
        body: { destination: { type: "number", number: answer.number, message: answer.spoken } },
        byOwnAssistant: false,
      };
    case "take_message": {
      const assistant = messageOnlyConfig({
        organizationId: call.organizationId,
        businessName: route.organization.name,
        greeting: first ? openingWords(first.disclosure, first.own) : answer.greeting,
        language: route.language,
        voice: route.own?.voice ?? defaultVoice(route.language, route.organization.settings.defaultVoice),
      });
      const told = first ? recordingOverrides(first.disclosure) : {};
      return { body: { assistant, assistantOverrides: { ...told, metadata } }, byOwnAssistant: false };
    }
    case "say":
      return { body: { error: answer.spoken }, byOwnAssistant: false };
  }
}
