import type { Tx } from "@callflex/db/transaction";

/**
 * Keeps that an organization was compared with the providers.
 *
 * @param organizationId null for all that have anything there; those that asked for a comparison of their own wait for that
 */
export async function finishDriftScan(tx: Tx, organizationId: string | null): Promise<void> {
  await tx.run(
    `UPDATE organizations o SET drift_scanned_at = clock_timestamp()
     WHERE o.id = $1 OR ($1::uuid IS NULL
       AND (drift_scan_requested_at IS NULL OR drift_scan_requested_at <= drift_scanned_at)
       AND (EXISTS (SELECT 1 FROM phone_numbers n WHERE n.organization_id = o.id)
         OR EXISTS (SELECT 1 FROM assistants a WHERE a.organization_id = o.id)))`,
    [organizationId],
  );
}
