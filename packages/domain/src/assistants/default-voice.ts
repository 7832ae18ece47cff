import type { AssistantLanguage } from "@callflex/contracts/template";
import type { AssistantVoice } from "@callflex/contracts/voice";
import { catalogueVoice, VOICES } from "@callflex/contracts/voices";

/** A voice of no catalogue was chosen by somebody who knows it. */
function speaks(voice: AssistantVoice, language: AssistantLanguage): boolean {
  return catalogueVoice(voice)?.languages.includes(language) ?? true;
}

/**
 * The voice of an assistant that none was chosen for: the organization's, unless that was made for other languages, else
 * the catalogue's first that speaks like a native.
 *
 * @param ofOrganization what the organization has chosen for assistants without a voice; null for nothing
 */
export function defaultVoice(
  language: AssistantLanguage,
  ofOrganization: AssistantVoice | null = null,
): AssistantVoice {
  if (ofOrganization && speaks(ofOrganization, language)) return ofOrganization;
  const { provider, voiceId, label } = VOICES.find(({ languages }) => languages.includes(language)) ?? VOICES[0]!;
  return { provider, voiceId, label };
}
