import type { Pool } from "@callflex/db/pool";
import { sweepInBatches } from "./sweep-in-batches.ts";

/** Removes idempotency keys whose time is over. */
export function sweepIdempotencyKeys(pool: Pool): Promise<number> {
  return sweepInBatches(
    pool,
    `DELETE FROM idempotency_keys WHERE (organization_id, key) IN (
       SELECT organization_id, key FROM idempotency_keys WHERE expires_at < now() ORDER BY expires_at LIMIT $1)`,
  );
}
