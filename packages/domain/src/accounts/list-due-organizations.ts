import type { Tx } from "@callflex/db/transaction";

/** More wait for the next time. */
const MOST = 500;

/** Organizations whose deletion is due, the longest overdue first. */
export async function listDueOrganizations(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    "SELECT id FROM organizations WHERE delete_after <= now() ORDER BY delete_after, id LIMIT $1",
    [MOST],
  );
  return rows.map(({ id }) => id);
}
