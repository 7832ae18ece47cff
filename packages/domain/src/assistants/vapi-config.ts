import { z } from "zod";
import { callActionInputs } from "@callflex/contracts/call-actions";
import { renderPrompt } from "@callflex/contracts/render-prompt";
import type { AssistantFunction, AssistantLanguage, VariableValues } from "@callflex/contracts/template";
import type { AssistantVoice } from "@callflex/contracts/voice";

/** What an assistant's configuration at VAPI is made of. */
export interface AssistantSource {
  id: string;
  organizationId: string;
  /** IANA time zone of the organization: "tomorrow" means the caller's tomorrow. */
  timezone: string;
  name: string;
  language: AssistantLanguage;
  firstMessage: string;
  prompt: string;
  variableValues: VariableValues;
  functions: readonly AssistantFunction[];
  voice: AssistantVoice;
}

/**
 * The messages that we handle. The list is set because VAPI's own default repeats the whole conversation at each word and
 * leaves transcripts out. Not `phone-call-control`: subscribing to it would hand hanging up and forwarding over to us.
 */
export const SERVER_MESSAGES = [
  "status-update",
  "tool-calls",
  "transfer-destination-request",
  "transfer-update",
  "end-of-call-report",
  "hang",
  'transcript[transcriptType="final"]',
] as const;

/** What VAPI's analysis is to find out; settling a call reads these names. */
const STRUCTURED_DATA = {
  type: "object" as const,
  properties: {
    callerName: { type: "string" as const, description: "The caller's name, if it was said" },
    reason: { type: "string" as const, description: "Why the caller called, in at most ten words" },
    sentiment: {
      type: "string" as const,
      enum: ["positive", "neutral", "negative"],
      description: "The caller's mood at the end",
    },
  },
};

const HOUSE_RULES = `Rules of every call:
- You speak on a telephone: short sentences, one question at a time, no lists, no symbols.
- Never invent facts, prices, times or promises. If you don't know, offer to take a message.
- Before you call a function, make sure that you have every detail it needs, and repeat numbers and names back.
- Say that something is done only after the function has confirmed it.
- If the caller describes an emergency with danger to life, tell them to hang up and dial 911 first.
- When everything is settled, say goodbye and end the call.`;

/** VAPI evaluates the expression at the start of each call (Liquid with a time zone). */
function clock(timezone: string): string {
  return `Now it is {{"now" | date: "%A, %B %d, %Y, %I:%M %p", "${timezone}"}} (${timezone}).`;
}

/** A function's parameters in the part of JSON Schema that VAPI takes: lengths are checked when the function is called. */
function parametersOf(actionType: AssistantFunction["type"]) {
  const { properties = {}, required = [] } = z.toJSONSchema(callActionInputs[actionType], { io: "input" });
  const described = Object.entries(properties).map(([name, property]) => {
    const { type, description } = property as { type: "string" | "boolean"; description: string };
    return [name, { type, description }] as const;
  });
  return { type: "object" as const, properties: Object.fromEntries(described), required };
}

/** A transfer is VAPI's own tool; without destinations it asks us where to, so that ring order and hours are ours. */
export function toolOf({ type, when }: AssistantFunction) {
  const described = { name: type, description: when, parameters: parametersOf(type) };
  return type === "transferCall"
    ? { type: "transferCall" as const, destinations: [], function: described }
    : { type: "function" as const, function: described };
}

/**
 * The configuration of an assistant as VAPI takes it (`CreateAssistantDTO`), from our row alone: the same row always gives
 * the same configuration. There is no `server`: the number carries it, in one place for all assistants.
 */
export function vapiAssistantConfig(source: AssistantSource) {
  const prompt = renderPrompt(source.prompt, source.variableValues);
  return {
    name: source.name,
    firstMessage: renderPrompt(source.firstMessage, source.variableValues),
    firstMessageMode: "assistant-speaks-first" as const,
    model: {
      provider: "openai" as const,
      model: "gpt-4o" as const,
      temperature: 0.3,
      maxTokens: 250,
      messages: [{ role: "system" as const, content: `${prompt}\n\n${HOUSE_RULES}\n\n${clock(source.timezone)}` }],
      tools: [...source.functions.map(toolOf), { type: "endCall" as const }],
    },
    voice: { provider: source.voice.provider, voiceId: source.voice.voiceId },
    transcriber: { provider: "deepgram" as const, model: "nova-3" as const, language: source.language },
    serverMessages: [...SERVER_MESSAGES],
    maxDurationSeconds: 900,
    endCallMessage: "Thank you for calling. Goodbye!",
    endCallPhrases: ["goodbye", "have a great day"],
    analysisPlan: {
      summaryPlan: { enabled: true },
      structuredDataPlan: { enabled: true, schema: STRUCTURED_DATA },
      successEvaluationPlan: { enabled: true, rubric: "PassFail" as const },
    },
    artifactPlan: { recordingEnabled: true },
    metadata: { callflexAssistantId: source.id, callflexOrganizationId: source.organizationId },
  };
}
export type VapiAssistantConfig = ReturnType<typeof vapiAssistantConfig>;
