import type { AssistantContent } from "@callflex/contracts/assistant";
import { catalogueVoice } from "@callflex/contracts/voices";
import { VoiceChoice } from "~/components/assistants/voice-choice.tsx";
import { AS_IT_IS } from "./content-input.ts";
import type { ContentFields } from "./fields.ts";

/**
 * The voice of an assistant.
 *
 * @param props.content as it is saved; a voice from elsewhere can be kept
 */
export function VoiceFields({ fields, content }: { fields: ContentFields; content: AssistantContent }) {
  const { voice, language } = content;
  const kept = catalogueVoice(voice)
    ? []
    : [{ value: AS_IT_IS, label: voice.label, about: "Chosen elsewhere; stays as it is." }];
  const spoken = (fields.language.value as AssistantContent["language"] | undefined) ?? language;
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Voice</legend>
      <VoiceChoice field={fields.voice} language={spoken} after={kept} />
    </fieldset>
  );
}
