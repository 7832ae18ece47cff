import type { Tx } from "@callflex/db/transaction";

/**
 * Ends the secrets whose time is over; nothing of them is kept but when they were in use. The ingress refuses them already.
 *
 * @returns how many it were
 */
export async function retireCredentials(tx: Tx, organizationId: string): Promise<number> {
  return tx.run(
    `UPDATE vapi_credentials SET revoked_at = clock_timestamp(), secret_ciphertext = ''
     WHERE organization_id = $1 AND revoked_at IS NULL AND accepted_until <= clock_timestamp()`,
    [organizationId],
  );
}
