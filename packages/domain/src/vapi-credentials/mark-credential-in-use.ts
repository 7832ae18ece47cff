import type { Tx } from "@callflex/db/transaction";

/**
 * Records that VAPI signs with a secret now. Those before it are still taken for a while. Safe to repeat: times that were set
 * stay.
 *
 * @param given.vapiCredentialId VAPI's id of the credential that has the secret
 * @param given.acceptOldForMs how long deliveries under the secrets before it are still taken
 * @returns false when there is a newer one, which shall be in use instead, or it was revoked
 */
export async function markCredentialInUse(
  tx: Tx,
  given: { organizationId: string; id: string; vapiCredentialId: string; acceptOldForMs: number },
): Promise<boolean> {
  const { organizationId, id, vapiCredentialId, acceptOldForMs } = given;
  const marked = await tx.run(
    `UPDATE vapi_credentials SET in_use_since = coalesce(in_use_since, clock_timestamp()), vapi_credential_id = $3
     WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL AND accepted_until IS NULL AND NOT EXISTS (
       SELECT 1 FROM vapi_credentials newer
       WHERE newer.organization_id = $1 AND newer.created_at > vapi_credentials.created_at AND newer.revoked_at IS NULL)`,
    [organizationId, id, vapiCredentialId],
  );
  if (marked === 0) return false;
  await tx.run(
    `UPDATE vapi_credentials SET accepted_until = clock_timestamp() + $3 * interval '1 millisecond'
     WHERE organization_id = $1 AND id <> $2 AND in_use_since IS NOT NULL AND revoked_at IS NULL AND accepted_until IS NULL`,
    [organizationId, id, acceptOldForMs],
  );
  return true;
}
