import { transaction } from "@callflex/db/transaction";
import { replayEvents } from "@callflex/domain/outbox/replay-events";
import { wakeParked } from "@callflex/domain/outbox/settle";
import { makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, vapiCall, type VapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, eventually, seeCall, seeOutbox } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const SECOND_MS = 1_000;

let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ relay: true, settle: true });
  tenant = await makeTenant(installation.admin, { settings: { notifications: { emails: ["owner@example.test"] } } });
});
afterAll(() => installation.close());

async function tell(call: VapiCall, message: object): Promise<void> {
  const answer = await deliver(installation.url, tenant, { timestamp: Date.now(), ...message, call });
  expect(answer.status).toBe(200);
  await drained(installation.admin);
}

const see = (call: VapiCall) => seeCall(installation.admin, tenant.organizationId, call.id);

/** A report of a call that was answered at its creation. */
function report(call: VapiCall, seconds: number, fields: object = {}) {
  const startedAt = Date.parse(call.createdAt);
  return {
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    startedAt,
    endedAt: startedAt + seconds * SECOND_MS,
    artifact: { messages: [{ role: "user", message: "Hello", time: startedAt + SECOND_MS, secondsFromStart: 1 }] },
    analysis: {},
    ...fields,
  };
}

async function usage() {
  const { rows } = await installation.admin.query(
    `SELECT (SELECT coalesce(sum(billed_seconds), 0) FROM usage_ledger WHERE organization_id = $1)::int AS ledger,
            (SELECT coalesce(sum(seconds), 0) FROM usage_periods WHERE organization_id = $1)::int AS periods,
            (SELECT coalesce(sum(billed_seconds), 0) FROM daily_usage WHERE organization_id = $1)::int AS daily,
            (SELECT count(*) FROM usage_ledger WHERE organization_id = $1)::int AS calls,
            (SELECT coalesce(sum(calls), 0) FROM daily_usage WHERE organization_id = $1)::int AS "dailyCalls"`,
    [tenant.organizationId],
  );
  return rows[0] as { ledger: number; periods: number; daily: number; calls: number; dailyCalls: number };
}

describe("the end of a call", () => {
  it("settles a call that nobody announced", async () => {
    const call = vapiCall(tenant);
    await tell(call, report(call, 61));
    expect(await see(call)).toMatchObject({ status: "ended", outcome: "answered", duration_seconds: 61 });
  });

  it("a fuller second report adds what the first lacked, and usage moves by the difference", async () => {
    const before = await usage();
    const call = vapiCall(tenant);
    await tell(call, report(call, 60));
    expect(await usage()).toMatchObject({ ledger: before.ledger + 60, calls: before.calls + 1 });
    const fuller = report(call, 75, {
      analysis: { summary: "They talked.", structuredData: { callerName: "Ada" } },
      artifact: {
        messages: ["Hello", "Yes", "Goodbye"].map((message, n) => ({ role: "user", message, secondsFromStart: n })),
      },
    });
    await tell(call, fuller);
    await tell(call, fuller);
    expect(await see(call)).toMatchObject({ summary: "They talked.", caller_name: "Ada", duration_seconds: 75 });
    expect(await usage()).toEqual({
      ledger: before.ledger + 75,
      periods: before.periods + 75,
      daily: before.daily + 75,
      calls: before.calls + 1,
      dailyCalls: before.dailyCalls + 1,
    });
    const revisions = (await seeOutbox(installation.admin, tenant.organizationId)).filter(
      (event) => event.event_key === `end-of-call-report:${call.id}`,
    );
    expect(revisions).toHaveLength(2);
  });

  it("a poorer report that comes later takes nothing away", async () => {
    const call = vapiCall(tenant);
    await tell(call, report(call, 60, { analysis: { summary: "They talked." } }));
    await tell(call, { type: "end-of-call-report", endedReason: "customer-ended-call", analysis: {}, artifact: {} });
    expect(await see(call)).toMatchObject({ summary: "They talked.", duration_seconds: 60, outcome: "answered" });
  });

  it("states that come late or again don't lead back", async () => {
    const call = vapiCall(tenant);
    await tell(call, report(call, 61));
    for (const status of ["ended", "in-progress", "ringing", "queued", "forwarding", "in-progress"])
      await tell(call, { type: "status-update", status });
    expect(await see(call)).toMatchObject({ status: "ended", outcome: "answered" });
  });

  it("a late answer only tells when it was, while the call is being transferred", async () => {
    const call = vapiCall(tenant);
    const at = Date.parse(call.createdAt);
    await tell(call, { type: "status-update", status: "forwarding", timestamp: at + 30 * SECOND_MS });
    await tell(call, { type: "status-update", status: "in-progress", timestamp: at + 2 * SECOND_MS });
    await tell(call, { type: "status-update", status: "ringing", timestamp: at + SECOND_MS });
    expect(await see(call)).toMatchObject({ status: "forwarding", answered_at: new Date(at + 2 * SECOND_MS) });
  });

  it("a function that reaches us after the report changes what came of the call, and tells people once", async () => {
    const call = vapiCall(tenant);
    await tell(call, report(call, 61));
    const toolCallList = [{ id: "t1", name: "takeMessage", arguments: { callerName: "Ada", message: "Call me" } }];
    await tell(call, { type: "tool-calls", toolCallList });
    await tell(call, { type: "tool-calls", toolCallList });
    const seen = await see(call);
    expect(seen?.outcome).toBe("message");
    expect(await count(installation.admin, "SELECT count(*) FROM notifications WHERE call_id = $1", seen?.id)).toBe(1);
    expect(await count(installation.admin, "SELECT count(*) FROM inbox_items WHERE call_id = $1", seen?.id)).toBe(1);
  });

  it("a call that nobody took tells the owner once", async () => {
    const call = vapiCall(tenant);
    const missed = { type: "end-of-call-report", endedReason: "customer-ended-call", analysis: {}, artifact: {} };
    await tell(call, missed);
    await tell(call, missed);
    const seen = await see(call);
    expect(seen).toMatchObject({ outcome: "missed", duration_seconds: 0 });
    const { rows } = await installation.admin.query("SELECT kind FROM notifications WHERE call_id = $1", [seen?.id]);
    expect(rows).toEqual([{ kind: "missed_call" }]);
    await eventually(() =>
      expect(
        installation.workflows.starts.filter(
          (start) => start.workflowType === "sendNotification" && start.callId === seen?.id,
        ),
      ).toHaveLength(1),
    );
  });
});

describe("a month without a partition", () => {
  const monthsAgo = (months: number) =>
    new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - months, 5, 12));
  const table = (moment: Date) => `calls_${moment.toISOString().slice(0, 7).replace("-", "_")}`;
  const exists = (moment: Date) => count(installation.admin, "SELECT count(to_regclass($1))", table(moment));

  it("is made for what the relay carries out", async () => {
    const createdAt = monthsAgo(7);
    expect(await exists(createdAt)).toBe(0);
    const call = vapiCall(tenant, { createdAt });
    await tell(call, { type: "status-update", status: "in-progress" });
    expect(await exists(createdAt)).toBe(1);
    expect(await see(call)).toMatchObject({ status: "in_progress", started_at: createdAt });
  });

  it("is made for what is answered at once", async () => {
    const createdAt = monthsAgo(8);
    expect(await exists(createdAt)).toBe(0);
    const call = vapiCall(tenant, { createdAt });
    const toolCallList = [{ id: "t1", name: "takeMessage", arguments: { callerName: "Ada", message: "Call me" } }];
    const answer = await deliver(installation.url, tenant, {
      type: "tool-calls",
      timestamp: Date.now(),
      toolCallList,
      call,
    });
    expect(answer.body).toMatchObject({
      results: [{ result: "The message from Ada is saved and will be passed on." }],
    });
    expect(await see(call)).toMatchObject({ started_at: createdAt });
  });

  it("that nobody keeps any more is not made: the call counts from its receipt", async () => {
    const createdAt = monthsAgo(30);
    const call = vapiCall(tenant, { createdAt });
    await tell(call, { type: "status-update", status: "in-progress" });
    expect(await exists(createdAt)).toBe(0);
    expect((await see(call))?.started_at.getTime()).toBeGreaterThan(createdAt.getTime());
  });
});

describe("what an event is about may come later", () => {
  it("a number that isn't linked yet: the event is parked and applied when it appears", async () => {
    const vapiPhoneNumberId = "vapi-number-of-tomorrow";
    const call = vapiCall(tenant, { phoneNumberId: vapiPhoneNumberId, assistantId: null });
    await tell(call, report(call, 61));
    await tell(call, { type: "hang" });
    const events = async () =>
      (await seeOutbox(installation.admin, tenant.organizationId)).filter((event) => event.event_key.includes(call.id));
    expect(await events()).toMatchObject([
      { state: "parked", attempts: 0, last_error: `waiting for vapi-number:${vapiPhoneNumberId}` },
      { state: "parked", attempts: 0 },
    ]);
    expect(await see(call)).toBeUndefined();

    const number = await makePhoneNumber(installation.admin, {
      organizationId: tenant.organizationId,
      vapiPhoneNumberId,
    });
    await transaction(installation.pool, (tx) => wakeParked(tx, [`vapi-number:${vapiPhoneNumberId}`]));
    installation.wakeRelay();
    await eventually(async () => expect((await events()).every((event) => event.state === null)).toBe(true));
    expect(await see(call)).toMatchObject({ phone_number_id: number.id, outcome: "answered", stall_count: 1 });
  });

  it("what the first message didn't tell is learned from later ones", async () => {
    const call = vapiCall(tenant);
    const bare = { id: call.id, createdAt: call.createdAt, phoneNumberId: call.phoneNumberId } as VapiCall;
    await tell(bare, { type: "hang" });
    expect(await see(call)).toMatchObject({ assistant_id: null, caller_number: null });
    await tell(
      { ...call, customer: { number: "+1 (212) 555-0133" } },
      { type: "status-update", status: "in-progress" },
    );
    expect(await see(call)).toMatchObject({ assistant_id: tenant.assistant.id, caller_number: "+12125550133" });
  });
});

describe("an event that is replayed", () => {
  it("changes nothing when it was handled before", async () => {
    const call = vapiCall(tenant);
    await tell(call, { type: "hang" });
    await tell(call, { type: "transcript", transcriptType: "final", role: "user", transcript: "Hello" });
    await tell(call, report(call, 61));
    const before = { call: await see(call), usage: await usage() };
    const { rows } = await installation.admin.query<{ id: string; type: string }>(
      "SELECT id, type FROM outbox_events WHERE scope = $1 AND strpos(event_key, $2) > 0",
      [tenant.organizationId, call.id],
    );
    for (const { id, type } of rows)
      expect([type, await replayEvents(installation.pool, { eventId: id })]).toEqual([type, type === "hang" ? 0 : 1]);
    installation.wakeRelay();
    await drained(installation.admin);
    const { updated_at: _a, ...after } = (await see(call)) as object & { updated_at?: Date };
    const { updated_at: _b, ...then } = before.call as object & { updated_at?: Date };
    expect({ call: after, usage: await usage() }).toEqual({ call: then, usage: before.usage });
  });
});
