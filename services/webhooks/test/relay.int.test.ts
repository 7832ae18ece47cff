import { randomUUID } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { listenForLiveEvents } from "@callflex/db/live-listen";
import { createLiveNotifier } from "@callflex/db/live-notify";
import { createPool, type Pool } from "@callflex/db/pool";
import { autocommit, transaction } from "@callflex/db/transaction";
import { claimBatch } from "@callflex/domain/outbox/claim-batch";
import { enqueueIntent } from "@callflex/domain/outbox/enqueue";
import { recordEvents } from "@callflex/domain/outbox/record-events";
import { replayEvents } from "@callflex/domain/outbox/replay-events";
import { settle, settleDone } from "@callflex/domain/outbox/settle";
import { makePhoneNumber } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { vapiEvent } from "../src/ingest/ingest-vapi.ts";
import { handleEvent } from "../src/relay/handle-event.ts";
import type { Relay } from "../src/relay/relay.ts";
import { vapiCall, type VapiCall } from "./support/deliver.ts";
import { startTestRelay } from "./support/installation.ts";
import { count, drained, eventually, seeCall, seeOutbox } from "./support/look.ts";
import { openTcpProxy } from "./support/tcp-proxy.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";
import { recordWorkflows, type RecordedWorkflows } from "./support/workflows.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let tenant: Tenant;
let workflows: RecordedWorkflows;
let relays: Relay[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "relay-test", max: 12 });
  admin = createPool(database.adminUrl, { name: "relay-test-admin" });
});
beforeEach(async () => {
  await admin.query("DELETE FROM outbox_events");
  tenant = await makeTenant(admin);
  workflows = recordWorkflows();
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.close()));
  relays = [];
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

function start(options: Parameters<typeof startTestRelay>[2] = {}, through: Pool = pool): Relay {
  const relay = startTestRelay(through, workflows, options);
  relays.push(relay);
  return relay;
}

let clock = Date.now();

/** Records messages about a call as the ingress does. @returns the ids of the events */
async function record(call: VapiCall, ...messages: { type: string; [other: string]: unknown }[]): Promise<string[]> {
  const events = messages.map((message) => {
    clock += 1;
    const whole = { timestamp: clock, ...message, call };
    return vapiEvent(tenant.organizationId, whole as never, Buffer.from(JSON.stringify({ message: whole })));
  });
  await recordEvents(pool, events);
  return events.map(({ id }) => id);
}

const see = (call: VapiCall) => seeCall(admin, tenant.organizationId, call.id);
const outbox = () => seeOutbox(admin, tenant.organizationId);
const stalls = (n: number) => Array.from({ length: n }, () => ({ type: "hang" }));
const REPORT = { type: "end-of-call-report", endedReason: "customer-ended-call", analysis: {}, artifact: {} };
const claim = (claimedBy: string, limit = 10, leaseMs = 60_000, startsLimit = limit) =>
  claimBatch(pool, { claimedBy, limit, startsLimit, leaseMs });

describe("claiming", () => {
  it("takes one event of a call at a time, and none while one is in flight", async () => {
    const [first, second] = [vapiCall(tenant), vapiCall(tenant)];
    await record(first, ...stalls(3));
    await record(second, ...stalls(1));
    const [a, b] = [randomUUID(), randomUUID()];
    const claimed = await claim(a);
    expect(claimed).toHaveLength(2);
    expect(await claim(b)).toEqual([]);
    await autocommit(pool, (tx) => settleDone(tx, { eventIds: claimed.map(({ id }) => id), claimedBy: a }));
    expect(await claim(b)).toHaveLength(1);
  });

  it("an event in backoff or parked doesn't block later ones of its call", async () => {
    const call = vapiCall(tenant);
    const [failed, parked, later] = await record(call, ...stalls(3));
    const me = randomUUID();
    for (const settlement of [
      { kind: "retry", error: "later", retryInMs: 3_600_000 } as const,
      { kind: "parked", waitingFor: "a miracle", retryInMs: 3_600_000 } as const,
    ]) {
      const [event] = await claim(me);
      await autocommit(pool, (tx) => settle(tx, { eventId: event!.id, claimedBy: me, settlement }));
    }
    expect((await claim(me)).map(({ id }) => id)).toEqual([later]);
    const { rows } = await admin.query(
      "SELECT event_id, state, attempts FROM outbox_deliveries WHERE event_id = ANY ($1) ORDER BY event_id",
      [[failed, parked]],
    );
    expect(rows).toEqual([
      { event_id: failed, state: "pending", attempts: 1 },
      { event_id: parked, state: "parked", attempts: 0 },
    ]);
  });

  it("many relays that claim at once never share an event or a call", async () => {
    const calls = Array.from({ length: 10 }, () => vapiCall(tenant));
    for (const call of calls) await record(call, ...stalls(4));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(randomUUID(), 5)));
    const claimed = claims.flat();
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
    expect(new Set(claimed.map(({ eventKey }) => eventKey.split(":")[1])).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThan(0);
  });

  it("passes by what would start a workflow, as far as there is no room for it", async () => {
    const calls = Array.from({ length: 6 }, () => vapiCall(tenant));
    for (const call of calls) await record(call, REPORT);
    await record(vapiCall(tenant), ...stalls(1));
    const types = async (startsLimit: number) =>
      (await claim(randomUUID(), 4, 60_000, startsLimit)).map(({ type }) => type).toSorted();
    expect(await types(0)).toEqual(["hang"]);
    expect(await types(2)).toEqual(["end-of-call-report", "end-of-call-report"]);
    expect(await types(10)).toHaveLength(4);
    expect(await types(10)).toEqual([]);
  });
});

describe("two relays on one table", () => {
  it("carry out each event once, one of a call at a time", async () => {
    const calls = Array.from({ length: 12 }, () => vapiCall(tenant));
    start();
    start();
    await Promise.all(
      calls.map((call) => record(call, ...stalls(5), { type: "status-update", status: "in-progress" })),
    );
    await drained(admin);
    for (const call of calls) expect(await see(call)).toMatchObject({ stall_count: 5, status: "in_progress" });
    expect(await count(admin, "SELECT count(*) FROM outbox_deliveries")).toBe(0);
  });
});

describe("a relay that is killed", () => {
  it("leaves what it had claimed to the next, as soon as the claim lapses", async () => {
    const call = vapiCall(tenant);
    await record(call, ...stalls(1));
    expect(await claim(randomUUID(), 10, 1)).toHaveLength(1);
    start();
    await drained(admin);
    expect(await see(call)).toMatchObject({ stall_count: 1 });
  });

  it("and only seemed so undoes what it did, when another took over", async () => {
    const call = vapiCall(tenant);
    await record(call, ...stalls(1));
    const [slow, quick] = [randomUUID(), randomUUID()];
    const [mine] = await claim(slow, 10, 1);
    const [theirs] = await eventually(async () => {
      const claimed = await claim(quick);
      expect(claimed).toHaveLength(1);
      return claimed;
    });
    expect(await handleEvent({ pool, workflows, claimedBy: quick }, theirs!, new Date())).toBe("settled");
    expect(await handleEvent({ pool, workflows, claimedBy: slow }, mine!, new Date())).toBe("settled");
    expect(await see(call)).toMatchObject({ stall_count: 1 });
  });

  it("each time by the same event ends that event as dead", async () => {
    const call = vapiCall(tenant);
    const [id] = await record(call, ...stalls(1));
    await admin.query(
      "UPDATE outbox_deliveries SET attempts = 12, claimed_by = $2, claimed_until = now() WHERE event_id = $1",
      [id, randomUUID()],
    );
    start();
    await eventually(async () =>
      expect(await outbox()).toMatchObject([
        { state: "dead", last_error: expect.stringContaining("12 times") as string },
      ]),
    );
    expect(await see(call)).toBeUndefined();
  });
});

describe("an event that can't be carried out", () => {
  it("is tried again later, dies with its reason after the last try, and succeeds when it is replayed", async () => {
    workflows.failure = new Error("no such workflow type");
    const call = vapiCall(tenant);
    const [id] = await record(call, REPORT);
    start();
    const due = () => admin.query("UPDATE outbox_deliveries SET available_at = now() WHERE event_id = $1", [id]);
    await eventually(async () => {
      await due();
      expect(await outbox()).toMatchObject([
        { state: "dead", attempts: 12, last_error: "Error: no such workflow type" },
      ]);
    });
    workflows.failure = undefined;
    expect(await replayEvents(pool, { state: "dead", provider: "twilio" })).toBe(0);
    expect(await replayEvents(pool, { state: "dead", provider: "vapi", type: "end-of-call-report" })).toBe(1);
    await drained(admin);
    expect(workflows.starts).toHaveLength(1);
    expect(await outbox()).toMatchObject([{ state: null }]);
  });

  it("dies when what it waits for never appears", async () => {
    const call = vapiCall(tenant, { phoneNumberId: "nowhere", assistantId: null });
    const [id] = await record(call, ...stalls(1));
    await admin.query("UPDATE outbox_deliveries SET created_at = now() - interval '25 hours' WHERE event_id = $1", [
      id,
    ]);
    start();
    await eventually(async () =>
      expect(await outbox()).toMatchObject([{ state: "dead", last_error: "vapi-number:nowhere never appeared" }]),
    );
  });

  it("with a body that nobody can read dies alone", async () => {
    const call = vapiCall(tenant);
    const [id] = await record(call, ...stalls(1));
    await admin.query("DELETE FROM outbox_events WHERE id = $1", [id]);
    const broken = { ...vapiEvent(tenant.organizationId, { type: "hang" }, Buffer.from("not json")), id: newId() };
    await recordEvents(pool, [broken]);
    await admin.query("UPDATE outbox_deliveries SET attempts = 11");
    await record(call, ...stalls(2));
    start();
    await eventually(async () => expect((await see(call))?.stall_count).toBe(2));
    await eventually(async () => {
      const { rows } = await admin.query("SELECT state, last_error FROM outbox_deliveries WHERE event_id = $1", [
        broken.id,
      ]);
      expect(rows).toEqual([{ state: "dead", last_error: "NotAVapiMessage: the body is not JSON" }]);
    });
  });
});

describe("while Temporal is away", () => {
  it("events wait without using up tries, what needs no workflow goes on, and all is started when it is back", async () => {
    workflows.away = true;
    const calls = Array.from({ length: 5 }, () => vapiCall(tenant));
    for (const call of calls) await record(call, REPORT, { type: "hang" });
    start();
    for (const call of calls) await eventually(async () => expect((await see(call))?.stall_count).toBe(1));
    const waiting = await outbox();
    const reports = waiting.filter(({ type }) => type === "end-of-call-report");
    expect(reports.every(({ state, attempts }) => state === "pending" && (attempts ?? 0) <= 1)).toBe(true);
    await eventually(async () =>
      expect((await outbox()).filter(({ last_error }) => last_error === "Temporal does not answer")).toHaveLength(5),
    );
    expect(workflows.starts).toEqual([]);
    workflows.away = false;
    await drained(admin);
    expect(workflows.starts.map(({ workflowId }) => workflowId).toSorted()).toEqual(
      (await Promise.all(calls.map(see))).map((call) => `call-end/${call?.id}`).toSorted(),
    );
  });
});

describe("while Postgres is away", () => {
  it("the relay waits, and goes on when it is back", async () => {
    const proxy = await openTcpProxy(database.urls.service);
    const cuttable = createPool(proxy.url, { name: "relay-cut", max: 6 });
    const relay = start({}, cuttable);
    const calls = Array.from({ length: 6 }, () => vapiCall(tenant));
    await Promise.all(calls.map((call) => record(call, ...stalls(3))));
    await proxy.cut();
    await Promise.all(calls.map((call) => record(call, ...stalls(3))));
    await proxy.mend();
    // Claims that were open when the connection went lapse; nobody waits ten seconds for that here.
    await admin.query("UPDATE outbox_deliveries SET claimed_until = now() WHERE claimed_by IS NOT NULL");
    await drained(admin);
    for (const call of calls) expect(await see(call)).toMatchObject({ stall_count: 6 });
    await relay.close();
    relays = [];
    await cuttable.end();
    await proxy.close();
  });
});

describe("an intent", () => {
  it("starts its workflow once, in the transaction's wake and never without it", async () => {
    const { organizationId } = tenant;
    const notificationId = newId();
    const intent = {
      type: "notification.send" as const,
      organizationId,
      eventKey: `n/${notificationId}`,
      body: { notificationId },
    };
    await expect(
      transaction(pool, async (tx) => {
        await enqueueIntent(tx, intent);
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    start();
    expect(await transaction(pool, (tx) => enqueueIntent(tx, intent))).not.toBeNull();
    expect(await transaction(pool, (tx) => enqueueIntent(tx, intent))).toBeNull();
    await drained(admin);
    expect(workflows.starts).toMatchObject([
      { workflowType: "sendNotification", workflowId: `notification/${notificationId}`, organizationId },
    ]);
  });

  it("is carried out when another process says that it has committed something, long before the clock", async () => {
    const notifier = createLiveNotifier(database.urls.service);
    let wakes = 0;
    const listen = (onWake: () => void) =>
      listenForLiveEvents(database.urls.service, () => {
        wakes += 1;
        onWake();
      });
    start({ pollMs: 3_600_000, listen });
    await eventually(() => Promise.resolve(expect(wakes).toBe(1)));
    const { organizationId } = tenant;
    const intent = { type: "vapi_credential.ensure" as const, organizationId, eventKey: newId(), body: {} };
    await transaction(pool, (tx) => enqueueIntent(tx, intent));
    expect(workflows.starts).toEqual([]);
    notifier.wake();
    await drained(admin);
    expect(workflows.starts).toHaveLength(1);
    await notifier.close();
  });

  it("to send a mail about an account is carried out also where there is no organization", async () => {
    const mailId = newId();
    const type = "account_mail.send" as const;
    await transaction(pool, (tx) =>
      enqueueIntent(tx, { type, organizationId: null, eventKey: `${type}/${mailId}`, body: { mailId } }),
    );
    start();
    await drained(admin);
    expect(workflows.starts).toMatchObject([
      { workflowType: "sendAccountMail", workflowId: `account-mail/${mailId}`, args: [{ mailId }] },
    ]);
  });

  it("to run a call again has a workflow of its own, and a signal reaches the workflow it names", async () => {
    const { organizationId } = tenant;
    const [callId, requestedBy] = [newId(), newId()];
    const enqueue = (eventKey: string, intent: object) =>
      transaction(pool, (tx) => enqueueIntent(tx, { organizationId, eventKey, ...intent } as never));
    const run = await enqueue("again", { type: "call.reprocess", body: { callId, requestedBy } });
    await enqueue("signal", {
      type: "workflow.signal",
      body: { workflowId: "notification/1", signal: "retry", requestedBy },
    });
    start();
    await drained(admin);
    expect(workflows.starts.map(({ workflowId }) => workflowId)).toEqual([`call-end/${callId}/rerun/${run}`]);
    expect(workflows.signals).toEqual([{ workflowId: "notification/1", signal: "retry" }]);
  });

  it.each([
    { state: "provisioning", begins: "provision" },
    { state: "releasing", begins: "release" },
  ])("to try again what a terminated workflow left $state begins it anew", async ({ state, begins }) => {
    const { organizationId } = tenant;
    const number = await makePhoneNumber(admin, { organizationId });
    const gone = `${begins}/${number.id}`;
    await admin.query("UPDATE phone_numbers SET state = $2, workflow_id = $3 WHERE id = $1", [number.id, state, gone]);
    await transaction(pool, (tx) =>
      enqueueIntent(tx, {
        type: "workflow.signal",
        organizationId,
        eventKey: newId(),
        body: { workflowId: gone, signal: "retry", requestedBy: null },
      }),
    );
    workflows.gone.add(gone);
    start();
    await eventually(() => expect(workflows.starts).toHaveLength(1));
    const { rows } = await admin.query("SELECT state, workflow_id FROM phone_numbers WHERE id = $1", [number.id]);
    expect(rows).toEqual([{ state, workflow_id: workflows.starts[0]!.workflowId }]);
    expect(workflows.starts[0]!.workflowId.startsWith(`${gone}/`)).toBe(true);
  });
});
