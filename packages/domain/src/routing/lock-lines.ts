import type { Tx } from "@callflex/db/transaction";

/**
 * Makes the organization's other calls that are being decided wait until the transaction ends, so that no two of them see
 * the same line free. Before the lines are counted.
 */
export async function lockLines(tx: Tx, organizationId: string): Promise<void> {
  await tx.run("SELECT pg_advisory_xact_lock(hashtextextended('lines:' || $1, 0))", [organizationId]);
}
