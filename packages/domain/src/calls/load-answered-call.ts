import { assistantCapabilities, type AssistantCapabilities } from "@callflex/contracts/assistant";
import { assistantLanguage, type AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";

/** What the answers to a call need to know of it and of the assistant that has it. */
export interface AnsweredCall {
  language: AssistantLanguage;
  /** What the assistant may do, in detail. */
  capabilities: AssistantCapabilities;
  callerNumber: string | null;
  contactId: string | null;
  /** Its outcome was decided before, so that what comes now changes it. */
  settled: boolean;
}

/** Reads a call for its answers; English and the defaults for one without assistant, and for settings that are damaged. */
export async function loadAnsweredCall(tx: Tx, call: CallKey): Promise<AnsweredCall> {
  const [row] = await tx.rows<{
    language: string | null;
    capabilities: unknown;
    caller_number: string | null;
    contact_id: string | null;
    settled: boolean;
  }>(
    `SELECT a.language, a.capabilities, c.caller_number, c.contact_id, c.settled_at IS NOT NULL AS settled
     FROM calls c LEFT JOIN assistants a ON a.organization_id = c.organization_id AND a.id = c.assistant_id
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3`,
    [call.organizationId, call.callId, call.startedAt],
  );
  const read = assistantCapabilities.safeParse(row?.capabilities ?? {});
  return {
    language: assistantLanguage.catch("en").parse(row?.language),
    capabilities: read.success ? read.data : assistantCapabilities.parse({}),
    callerNumber: row?.caller_number ?? null,
    contactId: row?.contact_id ?? null,
    settled: row?.settled ?? false,
  };
}
