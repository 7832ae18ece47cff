import { assistantLanguage, type AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";

/** The language of the assistant that has a call; English for a call without one. */
export async function loadLanguage(tx: Tx, call: CallKey): Promise<AssistantLanguage> {
  const [row] = await tx.rows<{ language: string }>(
    `SELECT a.language FROM calls c JOIN assistants a ON a.organization_id = c.organization_id AND a.id = c.assistant_id
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3`,
    [call.organizationId, call.callId, call.startedAt],
  );
  return assistantLanguage.catch("en").parse(row?.language);
}
