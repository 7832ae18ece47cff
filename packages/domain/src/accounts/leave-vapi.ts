import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** What an organization may have at VAPI besides numbers; what `@callflex/providers/vapi` makes. */
export interface LeftAtVapi {
  listVapiAssistants(): Promise<{ id: string; metadata?: Record<string, unknown> }[]>;
  deleteVapiAssistant(id: string): Promise<void>;
  listVapiCredentials(): Promise<{ id: string; organizationId: string | null }[]>;
  deleteVapiCredential(id: string): Promise<void>;
}

interface Known {
  assistants: string[];
  credentials: string[];
}

/** What we know of; null for an organization whose deletion isn't due, or that still has phone numbers at the provider. */
async function findKnown(pool: Pool, organizationId: string): Promise<Known | null> {
  const [row] = await autocommit(pool, (tx) =>
    tx.rows<Known>(
      `SELECT ARRAY(SELECT vapi_assistant_id FROM assistants
                    WHERE organization_id = o.id AND vapi_assistant_id IS NOT NULL) AS assistants,
              ARRAY(SELECT DISTINCT vapi_credential_id FROM vapi_credentials
                    WHERE organization_id = o.id AND vapi_credential_id IS NOT NULL) AS credentials
       FROM organizations o
       WHERE o.id = $1 AND o.delete_after <= now()
         AND NOT EXISTS (SELECT FROM phone_numbers n WHERE n.organization_id = o.id
                           AND (n.state IN ('provisioning', 'active', 'releasing') OR n.cleanup_error IS NOT NULL))`,
      [organizationId],
    ),
  );
  return row ?? null;
}

/**
 * Takes the assistants and the credential of an organization whose deletion is due away from VAPI: with their rows we would
 * forget that they are there. Also those that carry its id and that no row knows. An organization that isn't due, or still has
 * phone numbers, keeps them. Safe to repeat.
 *
 * @throws what the provider throws; calling again settles it
 */
export async function leaveVapi(
  pool: Pool,
  { organizationId, provider }: { organizationId: string; provider: LeftAtVapi },
): Promise<void> {
  const known = await findKnown(pool, organizationId);
  if (!known) return;
  const assistants = await provider.listVapiAssistants();
  const own = assistants.filter(({ metadata }) => metadata?.["callflexOrganizationId"] === organizationId);
  for (const id of new Set([...known.assistants, ...own.map((assistant) => assistant.id)])) {
    await provider.deleteVapiAssistant(id);
  }
  const credentials = await provider.listVapiCredentials();
  const ownCredentials = credentials.filter((credential) => credential.organizationId === organizationId);
  for (const id of new Set([...known.credentials, ...ownCredentials.map((credential) => credential.id)])) {
    await provider.deleteVapiCredential(id);
  }
}
