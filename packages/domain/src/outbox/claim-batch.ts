import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** An event whose handling this relay has claimed. */
export interface ClaimedEvent {
  id: string;
  provider: string;
  scope: string;
  type: string;
  eventKey: string;
  organizationId: string | null;
  body: Buffer;
  receivedAt: Date;
  /** How often handling was begun, this time included. */
  attempts: number;
  /** When the delivery was first due; how long it may wait parked counts from here. */
  createdAt: Date;
}

/** Two relays reached for events of one call at once; the loser simply asks again. */
const UNIQUE_VIOLATION = "23505";

/**
 * Claims events that are due, oldest first, at most one for each ordering key, none for a key that is already in flight.
 *
 * A claim lapses after `leaseMs`: what a killed relay held is taken up by the next one. Attempts are counted here, so an
 * event that kills its handler ends as dead too.
 *
 * @param claimedBy identity of this relay
 */
export async function claimBatch(
  pool: Pool,
  { claimedBy, limit, leaseMs }: { claimedBy: string; limit: number; leaseMs: number },
): Promise<ClaimedEvent[]> {
  try {
    return await autocommit(pool, (tx) =>
      tx.rows<ClaimedEvent>(
        `WITH candidates AS (
           SELECT d.event_id, d.ordering_key
           FROM outbox_deliveries d
           WHERE d.state IN ('pending', 'parked') AND d.available_at <= now()
             AND (d.claimed_by IS NULL OR d.claimed_until < now())
             AND (d.ordering_key IS NULL OR (
               NOT EXISTS (
                 SELECT FROM outbox_deliveries f
                 WHERE f.ordering_key = d.ordering_key AND f.claimed_by IS NOT NULL AND f.event_id <> d.event_id
               )
               AND pg_try_advisory_xact_lock(hashtextextended(d.ordering_key, 0))
             ))
           ORDER BY d.available_at, d.event_id
           LIMIT $2
           FOR UPDATE SKIP LOCKED
         ), chosen AS (
           SELECT DISTINCT ON (coalesce(ordering_key, event_id::text)) event_id
           FROM candidates
           ORDER BY coalesce(ordering_key, event_id::text), event_id
         ), claimed AS (
           UPDATE outbox_deliveries d
           SET claimed_by = $1, claimed_until = now() + $3 * interval '1 millisecond', attempts = d.attempts + 1
           FROM chosen WHERE d.event_id = chosen.event_id
           RETURNING d.event_id, d.attempts, d.created_at
         )
         SELECT e.id, e.provider, e.scope, e.type, e.event_key AS "eventKey", e.organization_id AS "organizationId",
                e.body, e.received_at AS "receivedAt", c.attempts, c.created_at AS "createdAt"
         FROM claimed c JOIN outbox_events e ON e.id = c.event_id
         ORDER BY e.id`,
        [claimedBy, limit, leaseMs],
      ),
    );
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return [];
    throw error;
  }
}
