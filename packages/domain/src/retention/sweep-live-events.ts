import type { Pool } from "@callflex/db/pool";
import { sweepInBatches } from "./sweep-in-batches.ts";

/** Removes live events older than two hours; a dashboard that was away for longer loads its page anew. */
export function sweepLiveEvents(pool: Pool): Promise<number> {
  return sweepInBatches(
    pool,
    `DELETE FROM live_events WHERE (xid, seq) IN (
       SELECT xid, seq FROM live_events WHERE created_at < now() - interval '2 hours' ORDER BY created_at LIMIT $1)`,
  );
}
