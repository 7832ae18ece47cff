import { assistantCapabilities, type AssistantContent } from "@callflex/contracts/assistant";
import { defaultVoice } from "./default-voice.ts";

/** Columns of an assistant that hold its content, as both the database and a saved version have them. */
type StoredContent = Partial<Record<keyof AssistantContent, unknown>>;

/** Reads stored content; parts that are newer than the row take their defaults. */
export function readContent(stored: StoredContent): AssistantContent {
  const { voice, language = "en" } = stored as {
    voice?: Partial<AssistantContent["voice"]>;
    language?: AssistantContent["language"];
  };
  const { provider, voiceId, label } = voice ?? {};
  return {
    name: "Receptionist",
    language,
    firstMessage: "",
    personality: "",
    prompt: "",
    variables: [],
    variableValues: {},
    functions: [],
    ...(stored as Partial<AssistantContent>),
    capabilities: assistantCapabilities.parse(stored.capabilities ?? {}),
    voice: provider && voiceId ? { provider, voiceId, label: label ?? voiceId } : defaultVoice(language),
  };
}

/** Leaves out answers to questions that aren't asked any more. */
export function withoutStrayAnswers(content: AssistantContent): AssistantContent {
  const keys = new Set(content.variables.map(({ key }) => key));
  const kept = Object.entries(content.variableValues).filter(([key]) => keys.has(key));
  return { ...content, variableValues: Object.fromEntries(kept) };
}
