import { assistantCapabilities, type AssistantCapabilities } from "@callflex/contracts/assistant";
import { assistantLanguage, type AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";

/** What a call's answers need to know about the assistant that has it. */
export interface CallAssistant {
  language: AssistantLanguage;
  /** What it may do, in detail. */
  capabilities: AssistantCapabilities;
}

/** Reads the assistant of a call; English and the defaults for a call without one, and for settings that are damaged. */
export async function loadCallAssistant(tx: Tx, call: CallKey): Promise<CallAssistant> {
  const [row] = await tx.rows<{ language: string; capabilities: unknown }>(
    `SELECT a.language, a.capabilities
     FROM calls c JOIN assistants a ON a.organization_id = c.organization_id AND a.id = c.assistant_id
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3`,
    [call.organizationId, call.callId, call.startedAt],
  );
  const read = assistantCapabilities.safeParse(row?.capabilities ?? {});
  return {
    language: assistantLanguage.catch("en").parse(row?.language),
    capabilities: read.success ? read.data : assistantCapabilities.parse({}),
  };
}
