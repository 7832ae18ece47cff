import type { CallRecord } from "../state/call-record.ts";

/** USD a minute or a unit; near VAPI's list prices. */
const PER_MINUTE = { transcriber: 0.01, vapi: 0.05, transport: 0.0085 };
const PER_CHARACTER = 0.00005;
const PER_PROMPT_TOKEN = 0.0000025;
const PER_COMPLETION_TOKEN = 0.00001;
const CHARACTERS_PER_TOKEN = 4;

/** What a call cost: the total in USD, the list and the breakdown that VAPI reports. */
export interface CallCosts {
  cost: number;
  costs: Record<string, unknown>[];
  costBreakdown: Record<string, unknown>;
}

/**
 * Computes what a call cost from its length and words. A call that never connected costs nothing.
 *
 * @param minutes length of the call
 */
export function costsOf(call: CallRecord, minutes: number): CallCosts {
  const spoken = call.turns.filter((turn) => turn.role === "bot").reduce((sum, turn) => sum + turn.text.length, 0);
  const heard = call.turns.filter((turn) => turn.role === "user").reduce((sum, turn) => sum + turn.text.length, 0);
  const promptLength = (call.assistant?.model?.messages ?? []).reduce(
    (sum, part) => sum + (part.content?.length ?? 0),
    0,
  );
  const answers = call.turns.filter((turn) => turn.role === "bot").length;
  const promptTokens = Math.ceil(((promptLength + heard) * answers) / CHARACTERS_PER_TOKEN);
  const completionTokens = Math.ceil(spoken / CHARACTERS_PER_TOKEN);

  const stt = money(minutes * PER_MINUTE.transcriber);
  const llm = money(promptTokens * PER_PROMPT_TOKEN + completionTokens * PER_COMPLETION_TOKEN);
  const tts = money(spoken * PER_CHARACTER);
  const vapi = money(minutes * PER_MINUTE.vapi);
  const transport = call.callSid ? money(minutes * PER_MINUTE.transport) : 0;
  const total = money(stt + llm + tts + vapi + transport);
  const rounded = Number(minutes.toFixed(4));
  const { transcriber, model, voice } = call.assistant ?? {};
  return {
    cost: total,
    costs: [
      { type: "transcriber", transcriber: pick(transcriber, "model"), minutes: rounded, cost: stt },
      {
        type: "model",
        model: pick(model, "model"),
        promptTokens,
        completionTokens,
        cachedPromptTokens: 0,
        cost: llm,
      },
      { type: "voice", voice: pick(voice, "voiceId"), characters: spoken, cost: tts },
      { type: "vapi", subType: "normal", minutes: rounded, cost: vapi },
      { type: "transport", provider: call.callSid ? "twilio" : "daily", minutes: rounded, cost: transport },
    ],
    costBreakdown: {
      stt,
      llm,
      tts,
      vapi,
      chat: 0,
      transport,
      total,
      llmPromptTokens: promptTokens,
      llmCompletionTokens: completionTokens,
      llmCachedPromptTokens: 0,
      ttsCharacters: spoken,
      analysisCostBreakdown: { summary: 0, structuredData: 0, successEvaluation: 0 },
    },
  };
}

function money(amount: number): number {
  return Number(amount.toFixed(5));
}

function pick(owner: Record<string, unknown> | undefined, key: string): Record<string, unknown> {
  return { provider: owner?.provider ?? "", [key]: owner?.[key] ?? "" };
}
