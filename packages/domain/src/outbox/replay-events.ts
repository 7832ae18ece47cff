import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";

/** Which events to bring back: by id, or all that lie in one state, narrowed by provider and type. */
export type ReplayFilter =
  { eventId: string } | { state: "dead" | "rejected" | "parked"; provider?: string; type?: string };

/**
 * Makes events due again with a fresh count of tries. An event that was handled gets a new delivery: its handler
 * converges, so nothing is done twice. A handled stall is left alone, because stalls are counted.
 *
 * @returns how many were brought back
 */
export function replayEvents(pool: Pool, filter: ReplayFilter): Promise<number> {
  return transaction(pool, (tx) => {
    if ("eventId" in filter) {
      return tx.run(
        `INSERT INTO outbox_deliveries (event_id, organization_id)
         SELECT e.id, e.organization_id FROM outbox_events e
         WHERE e.id = $1 AND (e.type <> 'hang' OR EXISTS (SELECT FROM outbox_deliveries d WHERE d.event_id = e.id))
         FOR KEY SHARE OF e
         ON CONFLICT (event_id) DO UPDATE
         SET state = 'pending', attempts = 0, available_at = now(), waiting_for = NULL, last_error = NULL, created_at = now()
         WHERE outbox_deliveries.claimed_by IS NULL`,
        [filter.eventId],
      );
    }
    return tx.run(
      `UPDATE outbox_deliveries d
       SET state = 'pending', attempts = 0, available_at = now(), waiting_for = NULL, last_error = NULL, created_at = now()
       FROM outbox_events e
       WHERE e.id = d.event_id AND d.state = $1 AND d.claimed_by IS NULL
         AND ($2::text IS NULL OR e.provider = $2) AND ($3::text IS NULL OR e.type = $3)`,
      [filter.state, filter.provider ?? null, filter.type ?? null],
    );
  });
}
