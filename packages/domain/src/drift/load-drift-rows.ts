import type { Tx } from "@callflex/db/transaction";
import type { AssistantRow, CredentialRow, DriftRows, NumberRow } from "./drift-facts.ts";

/**
 * Reads what stands here of all organizations, or of one.
 *
 * @param organizationId null for all
 */
export async function loadDriftRows(tx: Tx, organizationId: string | null): Promise<DriftRows> {
  const scope = [organizationId];
  const numbers = await tx.rows<NumberRow>(
    `SELECT id, organization_id AS "organizationId", e164, state, twilio_sid AS "twilioSid",
            vapi_phone_number_id AS "vapiPhoneNumberId", fallback_number AS "fallbackNumber", updated_at AS "changedAt"
     FROM phone_numbers WHERE $1::uuid IS NULL OR organization_id = $1 ORDER BY id`,
    scope,
  );
  const assistants = await tx.rows<AssistantRow>(
    `SELECT id, organization_id AS "organizationId", status, deleted_at IS NOT NULL AS deleted, vapi_assistant_id AS "vapiAssistantId",
            sync_state AS "syncState", pushed_config AS "pushedConfig", push_echo AS "pushEcho", drift IS NOT NULL AS "driftKnown", updated_at AS "changedAt"
     FROM assistants WHERE $1::uuid IS NULL OR organization_id = $1 ORDER BY id`,
    scope,
  );
  const credentials = await tx.rows<CredentialRow>(
    `SELECT DISTINCT ON (organization_id) organization_id AS "organizationId", vapi_credential_id AS "vapiCredentialId",
            in_use_since AS "changedAt"
     FROM vapi_credentials
     WHERE ($1::uuid IS NULL OR organization_id = $1) AND vapi_credential_id IS NOT NULL AND in_use_since IS NOT NULL
       AND revoked_at IS NULL AND accepted_until IS NULL
     ORDER BY organization_id, created_at DESC`,
    scope,
  );
  const organizations = await tx.rows<{ id: string }>(
    "SELECT id FROM organizations WHERE $1::uuid IS NULL OR id = $1",
    scope,
  );
  return { numbers, assistants, credentials, organizationIds: organizations.map(({ id }) => id) };
}
