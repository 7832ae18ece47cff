import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";
import type { OutboxEntry } from "./list-deliveries.ts";

/** An event with all that is kept of it. */
export interface OutboxEventDetail extends OutboxEntry {
  scope: string;
  revision: string;
  orderingKey: string | null;
  waitingFor: string | null;
  claimedUntil: Date | null;
  body: Buffer;
}

/**
 * One event with its delivery and its body as it was received.
 *
 * @returns null when there is none of that id
 */
export async function findOutboxEvent(pool: Pool, eventId: string): Promise<OutboxEventDetail | null> {
  const [event] = await autocommit(pool, (tx) =>
    tx.rows<OutboxEventDetail>(
      `SELECT e.id, e.provider, e.scope, e.type, e.event_key AS "eventKey", e.revision, e.organization_id AS "organizationId",
              e.received_at AS "receivedAt", e.body, d.state, d.attempts, d.available_at AS "availableAt",
              d.last_error AS "lastError", d.ordering_key AS "orderingKey", d.waiting_for AS "waitingFor",
              d.claimed_until AS "claimedUntil"
       FROM outbox_events e LEFT JOIN outbox_deliveries d ON d.event_id = e.id WHERE e.id = $1`,
      [eventId],
    ),
  );
  return event ?? null;
}
