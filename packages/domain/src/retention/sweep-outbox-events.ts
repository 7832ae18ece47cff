import type { Pool } from "@callflex/db/pool";
import { sweepInBatches } from "./sweep-in-batches.ts";

/**
 * Removes events that were handled and are older than 30 days, longer than any provider repeats a delivery. What still has
 * a delivery (waiting, dead, rejected) stays.
 */
export function sweepOutboxEvents(pool: Pool): Promise<number> {
  return sweepInBatches(
    pool,
    `DELETE FROM outbox_events WHERE id IN (
       SELECT e.id FROM outbox_events e
       WHERE e.received_at < now() - interval '30 days'
         AND NOT EXISTS (SELECT FROM outbox_deliveries d WHERE d.event_id = e.id)
       ORDER BY e.received_at LIMIT $1)`,
  );
}
