import type { AssistantContent } from "@callflex/contracts/assistant";
import { renderPrompt } from "@callflex/contracts/render-prompt";
import type { KnowledgeText } from "../knowledge/load-knowledge.ts";
import { compilePrompt } from "./compile-prompt.ts";
import { spokenLanguages } from "./languages.ts";
import { toolOf } from "./offered-tools.ts";

/** What an assistant's configuration at VAPI is made of. */
export interface AssistantSource {
  id: string;
  organizationId: string;
  /** IANA time zone of the organization: "tomorrow" means the caller's tomorrow. */
  timezone: string;
  content: AssistantContent;
  knowledge: readonly KnowledgeText[];
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

/**
 * The configuration of an assistant as VAPI takes it (`CreateAssistantDTO`), from what we have alone: the same source always
 * gives the same configuration. There is no `server`: the number carries it, in one place for all assistants.
 */
export function vapiAssistantConfig(source: AssistantSource) {
  const { content } = source;
  const { capabilities, language, voice } = content;
  const { goodbye, endPhrases } = spokenLanguages[language];
  return {
    name: content.name,
    firstMessage: renderPrompt(content.firstMessage, content.variableValues),
    firstMessageMode: "assistant-speaks-first" as const,
    model: {
      provider: "openai" as const,
      model: "gpt-4o" as const,
      temperature: 0.3,
      maxTokens: 250,
      messages: [{ role: "system" as const, content: compilePrompt(source).text }],
      tools: [...content.functions.map((offer) => toolOf(offer, capabilities, language)), { type: "endCall" as const }],
    },
    voice: { provider: voice.provider, voiceId: voice.voiceId },
    transcriber: { provider: "deepgram" as const, model: "nova-3" as const, language },
    serverMessages: [...SERVER_MESSAGES],
    maxDurationSeconds: 900,
    endCallMessage: goodbye,
    endCallPhrases: [...endPhrases],
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
