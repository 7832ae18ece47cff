import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { makeInboxItem, makeMember, makeOrganization } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readStream, type EventReader } from "./read-stream.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
let readers: EventReader[] = [];
beforeAll(async () => {
  api = await startApi();
});
afterEach(() => {
  for (const reader of readers) reader.close();
  readers = [];
});
afterAll(() => api.close());

async function open(who: SignedIn, headers: Record<string, string> = {}): Promise<EventReader> {
  const reader = await readStream(`${api.url}/api/v1/events/stream`, { cookie: who.cookie, ...headers });
  readers.push(reader);
  return reader;
}

/** Writes an event as a service does: row first, wake-up after the commit. */
async function emit(organizationId: string, callId: string = randomUUID(), type = "call_started"): Promise<string> {
  await api.admin.query("INSERT INTO live_events (organization_id, type, call_id) VALUES ($1, $2, $3)", [
    organizationId,
    type,
    callId,
  ]);
  api.deps.tellOfChange();
  return callId;
}

function callIds(reader: EventReader): (string | null)[] {
  return reader.events.map((event) => (event.data as { callId: string | null }).callId);
}

test("an event reaches the organization's streams and no other", async () => {
  const [ann, bob] = await Promise.all([api.signUp(), api.signUp()]);
  const [first, second, foreign] = await Promise.all([open(ann), open(ann), open(bob)]);
  const callId = await emit(ann.organizationId);
  for (const reader of [first, second]) {
    const [event] = await reader.until(1);
    expect(event).toMatchObject({ event: "call_started", data: { type: "call_started", callId } });
    expect(event!.id).toMatch(/^\d+-\d+$/);
  }
  const own = await emit(bob.organizationId);
  await foreign.until(1);
  expect(callIds(foreign)).toEqual([own]);
});

test("a change through the API reaches the stream", async () => {
  const ann = await api.signUp();
  const { id } = await makeInboxItem(api.admin, { organizationId: ann.organizationId });
  const reader = await open(ann);
  await ann.request("PATCH", `/inbox/${id}`, { body: { done: true } });
  expect((await reader.until(1))[0]).toMatchObject({ event: "inbox_changed", data: { callId: null } });
});

test("events arrive without a wake-up too", async () => {
  const ann = await api.signUp();
  const reader = await open(ann);
  await api.admin.query("INSERT INTO live_events (organization_id, type) VALUES ($1, 'usage_changed')", [
    ann.organizationId,
  ]);
  expect((await reader.until(1))[0]).toMatchObject({ event: "usage_changed" });
});

test("Last-Event-ID resumes without gap or repeat, from an event and from a quiet stream", async () => {
  const ann = await api.signUp();
  const quiet = await open(ann);
  const start = quiet.lastId()!;
  quiet.close();
  const a = await emit(ann.organizationId);
  const b = await emit(ann.organizationId);
  const resumed = await open(ann, { "last-event-id": start });
  await resumed.until(2);
  expect(callIds(resumed)).toEqual([a, b]);

  const later = await open(ann, { "last-event-id": resumed.events[0]!.id! });
  const c = await emit(ann.organizationId);
  await later.until(2);
  expect(callIds(later)).toEqual([b, c]);
});

test("another process resumes as well", async () => {
  const ann = await api.signUp();
  const reader = await open(ann);
  const start = reader.lastId()!;
  const sent = [await emit(ann.organizationId), await emit(ann.organizationId)];
  await reader.until(2);
  // A bus that starts now knows nothing of what was before, as after a restart.
  const { createPostgresLiveBus } = await import("../src/events/postgres-live-bus.ts");
  const { createPool } = await import("@callflex/db/pool");
  const { parseCursor } = await import("../src/events/live-cursor.ts");
  const pool = createPool(api.admin.options.connectionString!, { max: 1, name: "test-other-process" });
  const ear = { close: async () => undefined };
  const bus = await createPostgresLiveBus({ pool, listen: () => ear, logger: api.deps.logger });
  try {
    const heard: (string | null)[] = [];
    await new Promise<void>((resolve) => {
      bus.subscribe({
        organizationId: ann.organizationId,
        after: parseCursor(start),
        onMessage: (message) => {
          heard.push(message.event.callId);
          if (heard.length === sent.length) resolve();
        },
        onResync: () => {
          heard.push("resync");
          resolve();
        },
      });
    });
    expect(heard).toEqual(sent);
  } finally {
    await bus.close();
    await pool.end();
  }
});

test.each(["1-1", "nonsense", "9999999999999-1"])("from %s on too much is unknown: resync", async (id) => {
  const ann = await api.signUp();
  // Events before the process's start, the older ones removed by retention.
  const reader = await open(ann, { "last-event-id": id });
  expect((await reader.until(1))[0]).toMatchObject({ event: "resync" });
  const callId = await emit(ann.organizationId);
  await reader.until(2);
  expect((reader.events[1]!.data as { callId: string }).callId).toBe(callId);
});

test("eight writers at once, with transactions that commit late: none is missed, none comes twice", async () => {
  const ann = await api.signUp();
  const reader = await open(ann);
  const sent = new Set<string>();
  const { createPool } = await import("@callflex/db/pool");
  const pool = createPool(api.admin.options.connectionString!, { max: 8, name: "test-writers" });
  async function writer(): Promise<void> {
    const client = await pool.connect();
    for (let n = 0; n < 40; n += 1) {
      await client.query("BEGIN");
      for (let k = 0; k <= n % 3; k += 1) {
        const callId = randomUUID();
        sent.add(callId);
        await client.query("INSERT INTO live_events (organization_id, type, call_id) VALUES ($1, 'call_updated', $2)", [
          ann.organizationId,
          callId,
        ]);
      }
      await client.query("SELECT pg_sleep(random() * 0.01)");
      await client.query("COMMIT");
      api.deps.tellOfChange();
    }
    client.release();
  }
  try {
    await Promise.all(Array.from({ length: 8 }, writer));
    await reader.until(sent.size);
    const got = callIds(reader);
    expect(got).toHaveLength(sent.size);
    expect(new Set(got)).toEqual(sent);
  } finally {
    await pool.end();
  }
});

test("a stream ends when its session or membership does; others go on", async () => {
  const [ann, bob] = await Promise.all([api.signUp(), api.signUp()]);
  const shared = await makeOrganization(api.admin);
  await makeMember(api.admin, { organizationId: shared.id, userId: ann.me.user.id, role: "viewer" });
  const inShared = await open(ann, { "x-organization-id": shared.id });
  const annOwn = await open(ann);
  const bobOwn = await open(bob);
  await api.admin.query("DELETE FROM organization_members WHERE organization_id = $1", [shared.id]);
  await bob.request("POST", "/auth/signout");
  await api.deps.keeper.beatAll();
  await Promise.all([inShared.ended, bobOwn.ended]);
  const callId = await emit(ann.organizationId);
  await annOwn.until(1);
  expect(callIds(annOwn)).toEqual([callId]);
  expect(api.deps.keeper.count(bob.me.user.id)).toBe(0);
});

test("a foreign organization's stream is not found, nobody's is 401", async () => {
  const ann = await api.signUp();
  const foreign = await makeOrganization(api.admin);
  expect((await open(ann, { "x-organization-id": foreign.id })).status).toBe(404);
  expect((await readStream(`${api.url}/api/v1/events/stream`, {})).status).toBe(401);
});

test("a user may open so many streams, and closed ones count no more", async () => {
  const ann = await api.signUp();
  const opened = await Promise.all(Array.from({ length: 20 }, () => open(ann)));
  expect((await open(ann)).status).toBe(429);
  opened[0]!.close();
  await expect.poll(() => api.deps.keeper.count(ann.me.user.id)).toBe(19);
  expect((await open(ann)).status).toBe(200);
});

test("a client that reads nothing holds up nobody, takes little memory and is cut off", async () => {
  const ann = await api.signUp();
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(`GET /api/v1/events/stream HTTP/1.1\r\nHost: x\r\nCookie: ${ann.cookie}\r\n\r\n`);
  await expect.poll(() => api.deps.keeper.count(ann.me.user.id)).toBe(1);
  const healthy = await open(ann);
  const total = 120_000;
  await api.admin.query(
    "INSERT INTO live_events (organization_id, type, call_id) SELECT $1, 'call_updated', gen_random_uuid() FROM generate_series(1, $2::integer)",
    [ann.organizationId, total],
  );
  api.deps.tellOfChange();
  await healthy.until(total);
  expect(healthy.events.every((event) => event.event === "call_updated")).toBe(true);
  const closed = once(socket, "close");
  await api.deps.keeper.beatAll();
  await api.deps.keeper.beatAll();
  socket.on("error", () => undefined);
  socket.resume();
  await closed;
  await expect.poll(() => api.deps.keeper.count(ann.me.user.id)).toBe(1);
  expect(socket.bytesRead).toBeLessThan(total * 100);
});
