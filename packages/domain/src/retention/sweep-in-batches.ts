import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** Rows of one transaction: small enough that nobody waits behind it, and that the next autovacuum can begin early. */
const BATCH = 5_000;

/**
 * Runs a DELETE batch by batch, each a transaction of its own, until a batch is not full.
 *
 * @param sql deletes at most `$1` rows
 * @returns how many rows went
 */
export async function sweepInBatches(pool: Pool, sql: string): Promise<number> {
  for (let removed = 0; ;) {
    const batch = await autocommit(pool, (tx) => tx.run(sql, [BATCH]));
    removed += batch;
    if (batch < BATCH) return removed;
  }
}
