import type { Tx } from "@callflex/db/transaction";

/** Which run of which organization. */
export interface RunRef {
  organizationId: string;
  runId: string;
}

/** The tests of a run, in order; null when it is over, or gone. */
export async function beginRun(tx: Tx, { organizationId, runId }: RunRef): Promise<string[] | null> {
  const rows = await tx.rows<{ test_id: string | null }>(
    `SELECT t.id AS test_id
     FROM assistant_test_runs r
     LEFT JOIN assistant_tests t ON t.organization_id = r.organization_id AND t.assistant_id = r.assistant_id
     WHERE r.organization_id = $1 AND r.id = $2 AND r.state = 'running'
     ORDER BY t.created_at, t.id`,
    [organizationId, runId],
  );
  if (rows.length === 0) return null;
  return rows.flatMap(({ test_id }) => test_id ?? []);
}
