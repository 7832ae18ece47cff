import type { AssistantLanguage } from "./template.ts";
import type { AssistantVoice } from "./voice.ts";

/** A voice that assistants can be given, as people choose it. */
export interface CatalogueVoice extends AssistantVoice {
  /** How it sounds and what it was chosen for. */
  about: string;
  /** Languages that it speaks like a native. */
  languages: readonly AssistantLanguage[];
  /** Path of a clip below the web server's public files; a stand-in, since the voice itself speaks only in calls. */
  sample: string;
}

const ENGLISH: readonly AssistantLanguage[] = ["en"];
const ALL: readonly AssistantLanguage[] = ["en", "es", "fr", "de", "pt", "it", "nl"];

/**
 * The voices of the product. Ids are those of VAPI's SDK (`VapiVoice`, `OpenAiVoiceIdEnum` of @vapi-ai/server-sdk 2.0.1);
 * OpenAI's voices speak every language that an assistant can be set to.
 */
export const VOICES: readonly CatalogueVoice[] = [
  {
    provider: "vapi",
    voiceId: "Paige",
    label: "Paige, friendly",
    about: "Warm and quick. Made for front desks with many short calls.",
    languages: ENGLISH,
    sample: "/voices/paige.mp3",
  },
  {
    provider: "vapi",
    voiceId: "Savannah",
    label: "Savannah, composed",
    about: "Calm and exact. Made for callers with something serious to tell.",
    languages: ENGLISH,
    sample: "/voices/savannah.mp3",
  },
  {
    provider: "vapi",
    voiceId: "Elliot",
    label: "Elliot, calm",
    about: "Plain and steady. Made for busy lines and noisy places.",
    languages: ENGLISH,
    sample: "/voices/elliot.mp3",
  },
  {
    provider: "openai",
    voiceId: "nova",
    label: "Nova, lively",
    about: "Bright and fast. Keeps short calls short.",
    languages: ALL,
    sample: "/voices/nova.mp3",
  },
  {
    provider: "openai",
    voiceId: "shimmer",
    label: "Shimmer, gentle",
    about: "Light and patient. Good for callers who need time.",
    languages: ALL,
    sample: "/voices/shimmer.mp3",
  },
  {
    provider: "openai",
    voiceId: "onyx",
    label: "Onyx, deep",
    about: "Low and sure. Sounds like somebody in charge.",
    languages: ALL,
    sample: "/voices/onyx.mp3",
  },
  {
    provider: "openai",
    voiceId: "fable",
    label: "Fable, expressive",
    about: "Lively, with a British touch. Good for guests and tables.",
    languages: ALL,
    sample: "/voices/fable.mp3",
  },
];

/** @returns the catalogue's entry for a voice, undefined for one that was chosen elsewhere */
export function catalogueVoice(voice: Pick<AssistantVoice, "provider" | "voiceId">): CatalogueVoice | undefined {
  return VOICES.find(({ provider, voiceId }) => provider === voice.provider && voiceId === voice.voiceId);
}

/** @returns a voice of the catalogue by its id alone, as an assistant keeps it; null for an unknown one */
export function voiceById(id: string): AssistantVoice | null {
  const found = VOICES.find(({ voiceId }) => voiceId === id);
  return found ? { provider: found.provider, voiceId: found.voiceId, label: found.label } : null;
}
