import { assistantCapabilities, type AssistantCapabilities } from "@callflex/contracts/assistant";
import type { Tx } from "@callflex/db/transaction";
import type { CallKey } from "./ensure-call.ts";

/** What the assistant that has a call may do, in detail; the defaults for a call without one, and for settings that are damaged. */
export async function loadCapabilities(tx: Tx, call: CallKey): Promise<AssistantCapabilities> {
  const [row] = await tx.rows<{ capabilities: unknown }>(
    `SELECT a.capabilities FROM calls c JOIN assistants a ON a.organization_id = c.organization_id AND a.id = c.assistant_id
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3`,
    [call.organizationId, call.callId, call.startedAt],
  );
  const read = assistantCapabilities.safeParse(row?.capabilities ?? {});
  return read.success ? read.data : assistantCapabilities.parse({});
}
