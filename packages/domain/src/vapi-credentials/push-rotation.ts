import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { transaction, type Tx } from "@callflex/db/transaction";
import { OLD_SECRET_ACCEPTED_FOR_MS } from "./credential-times.ts";
import type { CredentialProvider } from "./ensure-vapi-credential.ts";
import { markCredentialInUse } from "./mark-credential-in-use.ts";
import { lockCredentials } from "./stored-credential.ts";

/**
 * Gives VAPI the secret that a rotation made: from then on it signs with it, for all numbers of the organization at once. Safe to
 * repeat. A secret that another one replaced meanwhile is left alone.
 *
 * @param given.acceptOldForMs how long deliveries under the secret before are still taken
 * @returns how long until the secret before is refused
 * @throws {SecretLocked}
 * @throws what the provider throws; calling again settles it
 */
export async function pushRotation(
  pool: Pool,
  given: {
    organizationId: string;
    credentialId: string;
    keys: EncryptionKeys;
    provider: CredentialProvider;
    acceptOldForMs?: number;
  },
): Promise<{ retireInMs: number }> {
  const { organizationId, credentialId, provider, acceptOldForMs = OLD_SECRET_ACCEPTED_FOR_MS } = given;
  const known = await transaction(pool, (tx) => lockCredentials(tx, given));
  const next = known.find(({ id }) => id === credentialId);
  if (next && !next.inUse) {
    const knownId = known.find(({ vapiCredentialId }) => vapiCredentialId !== null)?.vapiCredentialId;
    const made = await provider.createVapiCredential({
      organizationId,
      secret: next.secret,
      ...(knownId ? { knownId } : {}),
    });
    const used = { organizationId, id: next.id, vapiCredentialId: made.id, acceptOldForMs };
    await transaction(pool, (tx) => markCredentialInUse(tx, used));
  }
  return { retireInMs: await transaction(pool, (tx) => timeUntilRetired(tx, organizationId)) };
}

async function timeUntilRetired(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.rows<{ ms: number | null }>(
    `SELECT extract(epoch FROM max(accepted_until) - clock_timestamp())::float8 * 1000 AS ms
     FROM vapi_credentials WHERE organization_id = $1 AND revoked_at IS NULL`,
    [organizationId],
  );
  return Math.max(0, Math.ceil(row?.ms ?? 0));
}
