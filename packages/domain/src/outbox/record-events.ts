import type { Pool } from "@callflex/db/pool";
import { autocommit, type Tx } from "@callflex/db/transaction";
import { startsWorkflow } from "./starts-workflow.ts";

/** A provider's delivery as it goes into the outbox. */
export interface ReceivedEvent {
  id: string;
  provider: "vapi" | "twilio" | "stripe" | "resend";
  scope: string;
  eventKey: string;
  /** Tells a fuller second report from a repeat; '' for what has no revisions. */
  revision: string;
  type: string;
  organizationId: string | null;
  orderingKey: string | null;
  /** The raw bytes, because `"\u0000"` is valid JSON that neither text nor jsonb takes. */
  body: Buffer;
  /** False for what is kept as a record and has no effect. */
  deliver: boolean;
}

/** The bodies travel as one binary value: as an array of texts they would be written and read digit by digit. */
const INSERT = `
  WITH input AS (
    SELECT id, provider, scope, event_key, revision, type, organization_id, ordering_key, deliver, starts_workflow,
           substring($13::bytea FROM body_from FOR body_length) AS body
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::bool[], $10::bool[], $11::int[], $12::int[])
      AS t (id, provider, scope, event_key, revision, type, organization_id, ordering_key, deliver, starts_workflow, body_from, body_length)
  ), event AS (
    INSERT INTO outbox_events (id, provider, scope, event_key, revision, type, organization_id, body)
    SELECT id, provider, scope, event_key, revision, type, organization_id, body FROM input
    ON CONFLICT ON CONSTRAINT outbox_events_key DO NOTHING
    RETURNING id
  ), delivery AS (
    INSERT INTO outbox_deliveries (event_id, organization_id, ordering_key, starts_workflow)
    SELECT input.id, input.organization_id, input.ordering_key, input.starts_workflow FROM event JOIN input USING (id) WHERE input.deliver
  )
  SELECT id FROM input WHERE id NOT IN (SELECT id FROM event)`;

/** The same for one event, which spares a lone request a quarter of the database's time. */
const INSERT_EVENT = `
  INSERT INTO outbox_events (id, provider, scope, event_key, revision, type, organization_id, body)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT ON CONSTRAINT outbox_events_key DO NOTHING`;

const INSERT_EVENT_AND_DELIVERY = `
  WITH event AS (${INSERT_EVENT} RETURNING id)
  INSERT INTO outbox_deliveries (event_id, organization_id, ordering_key, starts_workflow)
  SELECT id, $7, $9, $10 FROM event`;

/** Two writers that insert the same keys in different orders deadlock; everybody goes in key order. */
function inKeyOrder(events: ReceivedEvent[]): ReceivedEvent[] {
  const keyed = events.map((event) => ({
    event,
    key: `${event.provider}\n${event.scope}\n${event.eventKey}\n${event.revision}`,
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ event }) => event);
}

async function insertOne(tx: Tx, event: ReceivedEvent): Promise<Set<string>> {
  const { id, provider, scope, eventKey, revision, type, organizationId, body, orderingKey, deliver } = event;
  const row = [id, provider, scope, eventKey, revision, type, organizationId, body];
  // Either way the count of rows tells a new event from a repeat: a row that is sent back would cost more than it says.
  const added = deliver
    ? await tx.run(INSERT_EVENT_AND_DELIVERY, [...row, orderingKey, startsWorkflow(event)], "record-event-to-deliver")
    : await tx.run(INSERT_EVENT, row, "record-event");
  return new Set(added > 0 ? [id] : []);
}

async function insert(tx: Tx, events: ReceivedEvent[]): Promise<Set<string>> {
  const [first] = events;
  if (first && events.length === 1) return insertOne(tx, first);
  const rows = inKeyOrder(events);
  const ends = rows.map(() => 0);
  let bytes = 0;
  for (const [index, row] of rows.entries()) ends[index] = bytes += row.body.length;
  // Repeats are few, so they are what the database names.
  const repeats = await tx.rows<{ id: string }>(
    INSERT,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.provider),
      rows.map((row) => row.scope),
      rows.map((row) => row.eventKey),
      rows.map((row) => row.revision),
      rows.map((row) => row.type),
      rows.map((row) => row.organizationId),
      rows.map((row) => row.orderingKey),
      rows.map((row) => row.deliver),
      rows.map(startsWorkflow),
      rows.map((row, index) => (ends[index] ?? 0) - row.body.length + 1),
      rows.map((row) => row.body.length),
      Buffer.concat(
        rows.map((row) => row.body),
        bytes,
      ),
    ],
    "record-events",
  );
  const added = new Set(rows.map((row) => row.id));
  for (const { id } of repeats) added.delete(id);
  return added;
}

/**
 * Records deliveries in one statement, durable when it returns.
 *
 * @returns the ids of those that are new; the others were recorded before
 * @throws what the database throws; nothing is recorded then
 */
export function recordEvents(pool: Pool, events: ReceivedEvent[]): Promise<Set<string>> {
  return autocommit(pool, (tx) => insert(tx, events));
}

/** The same inside a transaction: what is answered at once records its event together with its effect. */
export function recordEventsWith(tx: Tx, events: ReceivedEvent[]): Promise<Set<string>> {
  return insert(tx, events);
}
