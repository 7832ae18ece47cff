import type { Tx } from "@callflex/db/transaction";

/** What a step of a deletion did; `numbers` are phone numbers that have to be given back first. */
export type DeletionStep = { kind: "removed"; rows: number } | { kind: "kept"; numbers: number };

/**
 * Removes some rows of an organization whose deletion is due, at last the organization itself. An organization that still
 * has phone numbers at the provider is kept: with their rows we would forget what we pay for.
 *
 * @param input.maxRows at most so many rows go, besides those that go with a call
 * @returns no rows when nothing is left, or when the deletion is not due
 */
export async function deleteOrganizationBatch(
  tx: Tx,
  { organizationId, maxRows }: { organizationId: string; maxRows: number },
): Promise<DeletionStep> {
  const [kept] = await tx.rows<{ numbers: number }>(
    `SELECT count(*)::integer AS numbers FROM phone_numbers
     WHERE organization_id = $1 AND (state IN ('provisioning', 'active', 'releasing') OR cleanup_error IS NOT NULL)`,
    [organizationId],
  );
  if (kept!.numbers > 0) return { kind: "kept", numbers: kept!.numbers };
  const [step] = await tx.rows<{ rows: number }>("SELECT delete_due_organization($1, $2) AS rows", [
    organizationId,
    maxRows,
  ]);
  return { kind: "removed", rows: step!.rows };
}
