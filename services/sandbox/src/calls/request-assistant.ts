import type { VapiAssistant, VapiDestination } from "../state/vapi-resources.ts";
import { checkAssistant } from "../vapi/assistant-schema.ts";
import type { CallSession } from "./call-session.ts";
import { answerObject, ask } from "./server-messages.ts";
import { serverOf } from "./assistant-view.ts";

/** Time for the answer to `assistant-request`; not configurable at VAPI either. */
const ASSISTANT_REQUEST_LIMIT_MS = 7_500;

/** Who takes an incoming call. */
export type AnsweredBy =
  | { kind: "assistant"; assistant: VapiAssistant; assistantId: string | null; overrides?: Record<string, unknown> }
  | { kind: "forward"; destination: VapiDestination }
  | { kind: "refused"; spoken: string }
  | { kind: "failed"; reason: string };

/**
 * Finds out who takes an incoming call: the number's own assistant, or whom its server names.
 *
 * Of an answer with several members, `error` wins, then `destination`, then `assistantId`, then `assistant`.
 */
export async function requestAssistant(session: CallSession): Promise<AnsweredBy> {
  const { number, sandbox } = session;
  if (number?.assistantId) return storedAssistant(session, number.assistantId);
  if (!serverOf(number)) return { kind: "failed", reason: "assistant-request-returned-no-assistant" };
  const outcome = await ask(session, "assistant-request", {}, { timeoutMs: ASSISTANT_REQUEST_LIMIT_MS });
  const answer = answerObject(outcome);
  if (!answer) {
    sandbox.logger.warn({ callId: session.call.id, status: outcome?.status, err: outcome?.error }, "no assistant");
    return { kind: "failed", reason: "assistant-request-failed" };
  }
  if (typeof answer.error === "string") return { kind: "refused", spoken: answer.error };
  const destination = answer.destination as VapiDestination | undefined;
  if (destination?.number || destination?.sipUri) return { kind: "forward", destination };
  const overrides = answer.assistantOverrides as Record<string, unknown> | undefined;
  if (typeof answer.assistantId === "string") return storedAssistant(session, answer.assistantId, overrides);
  if (typeof answer.assistant === "object" && answer.assistant !== null) {
    const problems = checkAssistant(answer.assistant);
    if (problems.length > 0) {
      sandbox.logger.warn({ callId: session.call.id, problems }, "the server named an invalid assistant");
      return { kind: "failed", reason: "assistant-request-returned-invalid-assistant" };
    }
    return { kind: "assistant", assistant: answer.assistant as VapiAssistant, assistantId: null, overrides };
  }
  return { kind: "failed", reason: "assistant-request-returned-no-assistant" };
}

function storedAssistant(session: CallSession, id: string, overrides?: Record<string, unknown>): AnsweredBy {
  const assistant = session.sandbox.store.assistants.get(id);
  if (!assistant) return { kind: "failed", reason: "assistant-not-found" };
  return { kind: "assistant", assistant, assistantId: id, overrides };
}
