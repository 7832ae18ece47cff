import type { AssistantVoice } from "@callflex/contracts/voice";

/** The voices that the templates are written for; each is heard in their sample conversations. */
export const VOICES: readonly (AssistantVoice & { about: string })[] = [
  {
    provider: "vapi",
    voiceId: "Paige",
    label: "Paige, friendly",
    about: "Warm and quick. Made for front desks with many short calls.",
  },
  {
    provider: "vapi",
    voiceId: "Savannah",
    label: "Savannah, composed",
    about: "Calm and exact. Made for callers with something serious to tell.",
  },
  {
    provider: "vapi",
    voiceId: "Elliot",
    label: "Elliot, calm",
    about: "Plain and steady. Made for busy lines and noisy places.",
  },
];

/** @returns a voice of the list by its id */
export function voiceById(voiceId: string): AssistantVoice | null {
  const found = VOICES.find((voice) => voice.voiceId === voiceId);
  return found ? { provider: found.provider, voiceId: found.voiceId, label: found.label } : null;
}
