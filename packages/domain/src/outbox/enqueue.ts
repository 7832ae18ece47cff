import type { IntentBody, IntentType } from "@callflex/contracts/intents";
import { intents } from "@callflex/contracts/intents";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { startsWorkflow } from "./starts-workflow.ts";

/** Something that the relay shall carry out once the surrounding transaction is committed. */
export interface Intent<T extends IntentType> {
  type: T;
  /** Null for what belongs to no organization. */
  organizationId: string | null;
  /** Business key: a second intent with the same key is folded into the first. */
  eventKey: string;
  body: IntentBody<T>;
  /** Intents and events with the same key are carried out one at a time. */
  orderingKey?: string;
}

/** Scope of intents that belong to no organization. */
const NO_ORGANIZATION = "accounts";

/** The rows that an intent becomes; the body is validated here, so that nothing unreadable gets into the outbox. */
export function intentRow<T extends IntentType>(intent: Intent<T>) {
  return {
    id: newId(),
    provider: "callflex",
    scope: intent.organizationId ?? NO_ORGANIZATION,
    eventKey: intent.eventKey,
    type: intent.type,
    organizationId: intent.organizationId,
    orderingKey: intent.orderingKey ?? null,
    startsWorkflow: startsWorkflow({ provider: "callflex", type: intent.type }),
    body: Buffer.from(JSON.stringify(intents[intent.type].parse(intent.body))),
  };
}

/**
 * Records an intent in the transaction that changes what it is about: both become durable together or not at all.
 *
 * @returns the event's id, or null when an intent with that key was recorded before
 */
export async function enqueueIntent<T extends IntentType>(tx: Tx, intent: Intent<T>): Promise<string | null> {
  const row = intentRow(intent);
  const added = await tx.run(
    `WITH event AS (
       INSERT INTO outbox_events (id, provider, scope, event_key, type, organization_id, body)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT outbox_events_key DO NOTHING
       RETURNING id, organization_id
     )
     INSERT INTO outbox_deliveries (event_id, organization_id, ordering_key, starts_workflow)
     SELECT id, organization_id, $8, $9 FROM event`,
    [
      row.id,
      row.provider,
      row.scope,
      row.eventKey,
      row.type,
      row.organizationId,
      row.body,
      row.orderingKey,
      row.startsWorkflow,
    ],
  );
  return added === 1 ? row.id : null;
}
