import type { Tx } from "@callflex/db/transaction";
import { recordEventsWith, type ReceivedEvent } from "./record-events.ts";

/** Records an event that must not have an effect, with the reason, for somebody to look at. */
export async function recordRejected(tx: Tx, event: ReceivedEvent, reason: string): Promise<void> {
  const added = await recordEventsWith(tx, [{ ...event, deliver: false }]);
  if (added.size === 0) return;
  await tx.run(
    "INSERT INTO outbox_deliveries (event_id, organization_id, ordering_key, state, last_error) VALUES ($1, $2, $3, 'rejected', $4)",
    [event.id, event.organizationId, event.orderingKey, reason],
  );
}
