import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** An event and what is left to do about it; `state` is null once it was handled. */
export interface OutboxEntry {
  id: string;
  provider: string;
  type: string;
  eventKey: string;
  organizationId: string | null;
  receivedAt: Date;
  state: string | null;
  attempts: number | null;
  availableAt: Date | null;
  lastError: string | null;
}

/**
 * Newest events first.
 *
 * @param filter.state only events whose delivery is in this state; `handled` for those without one
 * @param filter.key part of the event key, such as a provider's call id
 */
export function listOutbox(
  pool: Pool,
  filter: { state?: string; provider?: string; key?: string; limit: number },
): Promise<OutboxEntry[]> {
  return autocommit(pool, (tx) =>
    tx.rows<OutboxEntry>(
      `SELECT e.id, e.provider, e.type, e.event_key AS "eventKey", e.organization_id AS "organizationId",
              e.received_at AS "receivedAt", d.state, d.attempts, d.available_at AS "availableAt", d.last_error AS "lastError"
       FROM outbox_events e LEFT JOIN outbox_deliveries d ON d.event_id = e.id
       WHERE ($1::text IS NULL OR coalesce(d.state, 'handled') = $1) AND ($2::text IS NULL OR e.provider = $2)
         AND ($3::text IS NULL OR strpos(e.event_key, $3) > 0)
       ORDER BY e.received_at DESC LIMIT $4`,
      [filter.state ?? null, filter.provider ?? null, filter.key ?? null, filter.limit],
    ),
  );
}
