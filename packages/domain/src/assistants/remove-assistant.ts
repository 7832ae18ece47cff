import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";
import type { AssistantProvider } from "./push-assistant.ts";

/**
 * Takes a deleted assistant away from VAPI, with any double that a lost answer left there. An assistant that isn't deleted stays.
 * Safe to repeat.
 *
 * @throws what the provider throws; calling again settles it
 */
export async function removeAssistant(
  pool: Pool,
  given: {
    organizationId: string;
    assistantId: string;
    provider: Pick<AssistantProvider, "deleteVapiAssistant" | "findVapiAssistants">;
  },
): Promise<void> {
  const { organizationId, assistantId, provider } = given;
  const [row] = await autocommit(pool, (tx) =>
    tx.rows<{ vapi_assistant_id: string | null; created_at: Date }>(
      `SELECT vapi_assistant_id, created_at FROM assistants
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NOT NULL`,
      [organizationId, assistantId],
    ),
  );
  if (!row) return;
  if (row.vapi_assistant_id !== null) await provider.deleteVapiAssistant(row.vapi_assistant_id);
  for (const { id } of await provider.findVapiAssistants(assistantId, row.created_at)) {
    await provider.deleteVapiAssistant(id);
  }
  await autocommit(pool, (tx) =>
    tx.run("UPDATE assistants SET vapi_assistant_id = NULL WHERE organization_id = $1 AND id = $2", [
      organizationId,
      assistantId,
    ]),
  );
}
