import type { IntentType } from "@callflex/contracts/intents";
import type { PrismaTx } from "@callflex/db/prisma";
import { intentRow, type Intent } from "./enqueue.ts";

/**
 * `enqueueIntent` in a Prisma transaction. The API's role adds to the outbox and reads nothing back, so the two rows are
 * two statements and the conflict is found by count.
 *
 * @returns the event's id, or null when an intent with that key was recorded before
 */
export async function enqueueIntentPrisma<T extends IntentType>(
  tx: PrismaTx,
  intent: Intent<T>,
): Promise<string | null> {
  const row = intentRow(intent);
  const added = await tx.$executeRaw`
    INSERT INTO outbox_events (id, provider, scope, event_key, type, organization_id, body)
    VALUES (${row.id}::uuid, ${row.provider}, ${row.scope}, ${row.eventKey}, ${row.type}, ${row.organizationId}::uuid, ${row.body})
    ON CONFLICT DO NOTHING`;
  if (added === 0) return null;
  await tx.$executeRaw`
    INSERT INTO outbox_deliveries (event_id, organization_id, ordering_key, starts_workflow)
    VALUES (${row.id}::uuid, ${row.organizationId}::uuid, ${row.orderingKey}, ${row.startsWorkflow})`;
  return row.id;
}
