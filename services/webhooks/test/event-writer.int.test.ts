import { randomUUID } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { createPool, type Pool } from "@callflex/db/pool";
import type { ReceivedEvent } from "@callflex/domain/outbox/record-events";
import { makeOrganization } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEventWriter } from "../src/ingest/event-writer.ts";
import { count } from "./support/look.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let organizationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "event-writer", max: 4 });
  admin = createPool(database.adminUrl, { name: "event-writer-admin" });
  organizationId = (await makeOrganization(admin)).id;
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

function event(values: Partial<ReceivedEvent> = {}): ReceivedEvent {
  const id = newId();
  return {
    id,
    provider: "vapi",
    scope: organizationId,
    eventKey: `hang:${id}`,
    revision: "",
    type: "hang",
    organizationId,
    orderingKey: null,
    body: Buffer.from(`{"id":"${id}"}`),
    deliver: true,
    ...values,
  };
}

/** A pool that counts the statements which record events. */
function counted(): { pool: Pool; statements: () => number } {
  let statements = 0;
  const counting = Object.create(pool) as Pool;
  counting.connect = (async () => {
    statements += 1;
    return pool.connect();
  }) as Pool["connect"];
  return { pool: counting, statements: () => statements };
}

const stored = (scope: string) =>
  count(
    admin,
    "SELECT count(*) FROM outbox_events e JOIN outbox_deliveries d ON d.event_id = e.id WHERE e.scope = $1",
    scope,
  );

describe("the writer of events", () => {
  it("is done only when the event can be read by others, with its delivery and its bytes", async () => {
    const writer = createEventWriter(pool, () => undefined);
    const body = Buffer.from([0x7b, 0x00, 0xff, 0x7d]);
    const written = event({ body });
    await writer.write(written);
    const { rows } = await admin.query<{ body: Buffer }>(
      "SELECT e.body FROM outbox_events e JOIN outbox_deliveries d ON d.event_id = e.id WHERE e.id = $1",
      [written.id],
    );
    expect(rows[0]?.body.equals(body)).toBe(true);
  });

  it("writes many that come at once with few commits, each with its own bytes", async () => {
    const { pool: counting, statements } = counted();
    let recorded = 0;
    const writer = createEventWriter(counting, () => (recorded += 1));
    const scope = randomUUID();
    const events = Array.from({ length: 1_000 }, (_, n) => event({ scope, body: Buffer.from(`${n} `.repeat(n % 50)) }));
    await Promise.all(events.map((one) => writer.write(one)));
    expect(await stored(scope)).toBe(1_000);
    expect(statements()).toBeLessThan(100);
    expect(recorded).toBe(statements());
    const { rows } = await admin.query<{ id: string; body: Buffer }>(
      "SELECT id, body FROM outbox_events WHERE scope = $1",
      [scope],
    );
    const bodies = new Map(rows.map((row) => [row.id, row.body.toString()]));
    for (const one of events) expect(bodies.get(one.id)).toBe(one.body.toString());
  });

  it("folds repeats in one batch, in another, and across writers", async () => {
    const scope = randomUUID();
    const writers = [createEventWriter(pool, () => undefined), createEventWriter(pool, () => undefined)];
    const same = () => event({ scope, eventKey: "end-of-call-report:1" });
    await Promise.all(Array.from({ length: 50 }, (_, n) => writers[n % 2]!.write(same())));
    expect(await stored(scope)).toBe(1);
    await writers[0]!.write(event({ scope, eventKey: "end-of-call-report:1", revision: "fuller" }));
    expect(await stored(scope)).toBe(2);
  });

  it("lets a bad event fail alone", async () => {
    const scope = randomUUID();
    const writer = createEventWriter(pool, () => undefined);
    const events = Array.from({ length: 60 }, (_, n) =>
      event(n % 20 === 7 ? { scope, type: "no text has a \u0000" } : { scope }),
    );
    const results = await Promise.allSettled(events.map((one) => writer.write(one)));
    expect(results.filter((result) => result.status === "rejected").map((_, n) => n)).toHaveLength(3);
    expect(results.every((result, n) => (result.status === "rejected") === (n % 20 === 7))).toBe(true);
    expect(await stored(scope)).toBe(57);
  });

  it("writers with the same keys in different orders don't wait for each other in a ring", async () => {
    const scope = randomUUID();
    const keys = Array.from({ length: 40 }, (_, n) => `status-update:${n}`);
    const rounds = Array.from({ length: 25 }, (_, round) => {
      const writer = createEventWriter(pool, () => undefined);
      const order = round % 2 === 0 ? keys : keys.toReversed();
      return Promise.all(order.map((eventKey) => writer.write(event({ scope, eventKey }))));
    });
    await Promise.all(rounds);
    expect(await stored(scope)).toBe(keys.length);
  });

  it("fails everything that waits while the database is away, and writes again when it is back", async () => {
    const away = createPool("postgres://callflex_service:x@127.0.0.1:1/nowhere", { name: "away" });
    const writer = createEventWriter(away, () => undefined);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => writer.write(event())));
    expect(results.every((result) => result.status === "rejected")).toBe(true);
    await away.end();
  });
});
