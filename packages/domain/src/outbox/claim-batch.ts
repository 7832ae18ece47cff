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

/** Those that are due and free, oldest first. */
function due(startsWorkflow: boolean, limit: string): string {
  return `
    SELECT d.event_id, d.ordering_key, d.available_at
    FROM outbox_deliveries d
    WHERE d.starts_workflow = ${startsWorkflow} AND d.state IN ('pending', 'parked') AND d.available_at <= now()
      AND (d.claimed_by IS NULL OR d.claimed_until < now())
      AND (d.ordering_key IS NULL OR (
        NOT EXISTS (
          SELECT FROM outbox_deliveries f
          WHERE f.ordering_key = d.ordering_key AND f.claimed_by IS NOT NULL AND f.event_id <> d.event_id
        )
        AND pg_try_advisory_xact_lock(hashtextextended(d.ordering_key, 0))
      ))
    ORDER BY d.available_at, d.event_id
    LIMIT ${limit}
    FOR UPDATE SKIP LOCKED`;
}

/** Two locked reads rather than one: thousands that wait for Temporal must not be walked over to find what needs none. */
const CLAIM = `
  WITH direct AS (${due(false, "$2")}
  ), starting AS (${due(true, "least($2, $4)")}
  ), candidates AS (
    SELECT DISTINCT ON (coalesce(ordering_key, event_id::text)) event_id, available_at
    FROM (SELECT * FROM direct UNION ALL SELECT * FROM starting) each
    ORDER BY coalesce(ordering_key, event_id::text), event_id
  ), chosen AS (
    SELECT event_id FROM candidates ORDER BY available_at, event_id LIMIT $2
  ), claimed AS (
    UPDATE outbox_deliveries d
    SET claimed_by = $1, claimed_until = now() + $3 * interval '1 millisecond', attempts = d.attempts + 1
    FROM chosen WHERE d.event_id = chosen.event_id
    RETURNING d.event_id, d.attempts, d.created_at
  )
  SELECT e.id, e.provider, e.scope, e.type, e.event_key AS "eventKey", e.organization_id AS "organizationId",
         e.body, e.received_at AS "receivedAt", c.attempts, c.created_at AS "createdAt"
  FROM claimed c JOIN outbox_events e ON e.id = c.event_id
  ORDER BY e.id`;

/**
 * Claims events that are due, oldest first, at most one for each ordering key, none for a key that is already in flight.
 *
 * A claim lapses after `leaseMs`: what a killed relay held is taken up by the next one. Attempts are counted here, so an
 * event that kills its handler ends as dead too.
 *
 * @param claimedBy identity of this relay
 * @param limit most events
 * @param startsLimit most of those that start a workflow
 */
export async function claimBatch(
  pool: Pool,
  claim: { claimedBy: string; limit: number; startsLimit: number; leaseMs: number },
): Promise<ClaimedEvent[]> {
  try {
    return await autocommit(pool, (tx) =>
      tx.rows<ClaimedEvent>(CLAIM, [claim.claimedBy, claim.limit, claim.leaseMs, claim.startsLimit], "claim-batch"),
    );
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return [];
    throw error;
  }
}
