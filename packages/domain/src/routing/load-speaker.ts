import { renderPrompt } from "@callflex/contracts/render-prompt";
import type { AssistantLanguage, VariableValues } from "@callflex/contracts/template";
import type { AssistantVoice } from "@callflex/contracts/voice";
import type { Tx } from "@callflex/db/transaction";

/** How an assistant speaks. */
export interface Speaker {
  language: AssistantLanguage;
  voice: AssistantVoice | null;
  /** As it is spoken, with the answers filled in. */
  firstMessage: string;
}

/** Columns of {@link speakerColumns}. */
export interface SpeakerRow {
  language: AssistantLanguage;
  voice: Partial<AssistantVoice>;
  first_message: string;
  variable_values: VariableValues;
}

/** Select list of {@link SpeakerRow}. */
export function speakerColumns(assistant: string): string {
  return ["language", "voice", "first_message", "variable_values"].map((column) => `${assistant}.${column}`).join(", ");
}

/** How the assistant of a row speaks. */
export function toSpeaker({ language, voice, first_message, variable_values }: SpeakerRow): Speaker {
  const { provider, voiceId, label } = voice;
  return {
    language,
    voice: provider && voiceId ? { provider, voiceId, label: label ?? voiceId } : null,
    firstMessage: renderPrompt(first_message, variable_values),
  };
}

/** How an assistant of the organization speaks; null when it has none with that id. */
export async function loadSpeaker(
  tx: Tx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<Speaker | null> {
  const [row] = await tx.rows<SpeakerRow & Record<string, unknown>>(
    `SELECT ${speakerColumns("a")} FROM assistants a WHERE a.organization_id = $1::uuid AND a.id = $2::uuid`,
    [organizationId, assistantId],
  );
  return row ? toSpeaker(row) : null;
}
