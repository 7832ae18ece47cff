import { assistantCapabilities } from "@callflex/contracts/assistant";
import { withoutTemplates } from "@callflex/contracts/render-prompt";
import type { AssistantLanguage } from "@callflex/contracts/template";
import type { AssistantVoice } from "@callflex/contracts/voice";
import { spokenLanguages } from "./languages.ts";
import { toolOf } from "./offered-tools.ts";
import { SERVER_MESSAGES } from "./vapi-config.ts";

/** Long enough for a message, short enough for a call that no plan pays for. */
const LONGEST_MESSAGE_SECONDS = 180;

const PROMPT = `You take a message, and nothing else.

- Ask for the caller's name, what it is about, and a number to call back if it isn't the one they call from. One question at a time, in short sentences.
- Read names and numbers back and ask whether they are right.
- Ask whether it can wait. If it can't, the message is urgent.
- Then call the function takeMessage. Say that the message is passed on only after it has confirmed it.
- You can't put anybody through, you know nothing about the business beside its name, and you promise nothing, no time and no price.
- If the caller describes an emergency with danger to life, tell them to hang up and dial 911 or the local emergency number first.
- When the message is saved, thank the caller, say goodbye and end the call.`;

/** English goes without saying: the instructions are written in it. */
function promptFor(businessName: string, language: AssistantLanguage): string {
  const prompt = `You answer the telephone of ${withoutTemplates(businessName)}. ${PROMPT}`;
  return language === "en" ? prompt : `${prompt}\n- Speak ${spokenLanguages[language].name}.`;
}

/** What an assistant that only takes a message is made of. */
export interface MessageOnlySource {
  organizationId: string;
  businessName: string;
  greeting: string;
  language: AssistantLanguage;
  voice: AssistantVoice;
}

/**
 * An assistant that only takes a message, as VAPI takes it in the answer to an assistant-request. It lives for one call
 * and has no `server`: the number carries it.
 */
export function messageOnlyConfig({ organizationId, businessName, greeting, language, voice }: MessageOnlySource) {
  const { goodbye, endPhrases } = spokenLanguages[language];
  return {
    name: "Message taker",
    firstMessage: withoutTemplates(greeting),
    firstMessageMode: "assistant-speaks-first" as const,
    model: {
      provider: "openai" as const,
      model: "gpt-4o" as const,
      temperature: 0.3,
      maxTokens: 250,
      messages: [
        {
          role: "system" as const,
          content: promptFor(businessName, language),
        },
      ],
      tools: [
        toolOf(
          { type: "takeMessage", when: "Save the caller's message once you have it in full." },
          assistantCapabilities.parse({}),
          language,
        ),
        { type: "endCall" as const },
      ],
    },
    voice: { provider: voice.provider, voiceId: voice.voiceId },
    transcriber: { provider: "deepgram" as const, model: "nova-3" as const, language },
    serverMessages: [...SERVER_MESSAGES],
    maxDurationSeconds: LONGEST_MESSAGE_SECONDS,
    endCallMessage: goodbye,
    endCallPhrases: [...endPhrases],
    analysisPlan: { summaryPlan: { enabled: true }, successEvaluationPlan: { enabled: false } },
    artifactPlan: { recordingEnabled: true },
    metadata: { callflexOrganizationId: organizationId },
  };
}
export type MessageOnlyConfig = ReturnType<typeof messageOnlyConfig>;
