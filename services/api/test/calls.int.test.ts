import { randomUUID } from "node:crypto";
import {
  makeAction,
  makeAssistant,
  makeCall,
  makeDailyUsage,
  makeInboxItem,
  makeMember,
  makePhoneNumber,
  makeRecording,
  makeStep,
  makeTranscript,
} from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
let ann: SignedIn;
let organizationId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Each group has an organization of its own. */
async function freshOrganization(timezone?: string): Promise<void> {
  ann = await api.signUp(timezone ? { timezone } : {});
  organizationId = ann.organizationId;
}

function ids(answer: { body: { data: { id: string }[] } }): string[] {
  return answer.body.data.map((call) => call.id);
}

async function allPages(path: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await ann.get(cursor ? `${path}&cursor=${cursor}` : path);
    expect(page.status).toBe(200);
    found.push(...ids(page));
    cursor = page.body.nextCursor;
  } while (cursor);
  return found;
}

describe("pages", () => {
  beforeAll(() => freshOrganization());

  test("visit each call once, newest first, over equal times, microseconds and months", async () => {
    const tie = new Date("2026-03-31T23:59:59.999Z");
    for (let n = 0; n < 5; n += 1) await makeCall(api.admin, { organizationId, startedAt: tie });
    for (let n = 0; n < 4; n += 1) {
      const call = await makeCall(api.admin, { organizationId, startedAt: new Date(`2026-0${n + 1}-15T12:00:00Z`) });
      expect(call.id).toBeTruthy();
    }
    // Rows a microsecond apart: a cursor cut to milliseconds would repeat or skip them.
    await api.admin.query(
      `WITH base AS (SELECT organization_id, provider, provider_call_id || n AS pid, gen_random_uuid() AS id, '2026-02-15T12:00:00.000001Z'::timestamptz + n * interval '1 microsecond' AS at
         FROM call_refs, generate_series(1, 4) n WHERE organization_id = $1 AND started_at = '2026-02-15T12:00:00Z'),
       refs AS (INSERT INTO call_refs (organization_id, provider, provider_call_id, call_id, started_at) SELECT organization_id, provider, pid, id, at FROM base)
       INSERT INTO calls (organization_id, id, started_at, provider_call_id) SELECT organization_id, id, at, pid FROM base`,
      [organizationId],
    );
    const { rows } = await api.admin.query(
      "SELECT id FROM calls WHERE organization_id = $1 ORDER BY started_at DESC, id DESC",
      [organizationId],
    );
    const expected = rows.map((row: { id: string }) => row.id);
    expect(expected).toHaveLength(13);
    for (const limit of [1, 2, 3, 12, 13, 100]) expect(await allPages(`/calls?limit=${limit}`)).toEqual(expected);
  });

  test("a cursor that is damaged or of another list is refused", async () => {
    const { nextCursor } = (await ann.get("/calls?limit=1")).body;
    const others = [
      nextCursor.slice(0, -3),
      `x${nextCursor}`,
      "%00",
      Buffer.from(JSON.stringify({ list: "inbox", time: new Date(), id: randomUUID() })).toString("base64url"),
      Buffer.from("null").toString("base64url"),
      Buffer.from(JSON.stringify({ list: "calls", time: "'; DROP", id: "1" })).toString("base64url"),
    ];
    for (const cursor of others) {
      const answer = await ann.get(`/calls?limit=1&cursor=${cursor}`);
      expect([cursor, answer.status]).toEqual([cursor, 400]);
      expect(answer.body.errors[0].pointer).toBe("/cursor");
    }
  });

  test.each(["limit=0", "limit=101", "limit=x", "status=lost", "from=yesterday", "assistantId=1", "foo=1", "q=a"])(
    "the query %s is refused",
    async (query) => {
      const answer = await ann.get(`/calls?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].pointer).toBe(`/${query.split("=")[0]}`);
    },
  );
});

describe("filters", () => {
  const made: Record<string, string> = {};
  let assistant: { id: string };
  let number: { id: string; e164: string };

  beforeAll(async () => {
    await freshOrganization();
    assistant = await makeAssistant(api.admin, { organizationId, name: "Front desk" });
    number = await makePhoneNumber(api.admin, { organizationId, assistantId: assistant.id, label: "Main line" });
    const base = { organizationId };
    const at = (day: number) => new Date(Date.UTC(2026, 4, day, 12));
    made["assistant"] = (await makeCall(api.admin, { ...base, startedAt: at(1), assistantId: assistant.id })).id;
    made["number"] = (await makeCall(api.admin, { ...base, startedAt: at(2), phoneNumberId: number.id })).id;
    made["missed"] = (await makeCall(api.admin, { ...base, startedAt: at(3), outcome: "missed" })).id;
    made["ringing"] = (await makeCall(api.admin, { ...base, startedAt: at(4), status: "ringing" })).id;
    made["caller"] = (await makeCall(api.admin, { ...base, startedAt: at(5), callerNumber: "+14155550123" })).id;
    made["words"] = (
      await makeCall(api.admin, { ...base, startedAt: at(6), callerName: "Zoë O'Neil", summary: "Asked for 100%_off" })
    ).id;
  });

  test.each([
    ["assistant", () => `assistantId=${assistant.id}`],
    ["number", () => `phoneNumberId=${number.id}`],
    ["missed", () => "outcome=missed"],
    ["ringing", () => "status=ringing"],
    ["caller", () => "caller=%2B14155550123"],
    ["caller", () => "q=5550123"],
    ["words", () => `q=${encodeURIComponent("zoë o'n")}`],
    ["words", () => `q=${encodeURIComponent("100%_off")}`],
    ["missed", () => "from=2026-05-03T00:00:00Z&to=2026-05-04T00:00:00%2B00:00"],
  ])("%s", async (name, query) => {
    expect(ids(await ann.get(`/calls?${query()}`))).toEqual([made[name]]);
  });

  test("percent and underscore are letters like others", async () => {
    expect(ids(await ann.get(`/calls?q=${encodeURIComponent("1%_")}`))).toEqual([]);
  });

  test("`from` is inside, `to` is not", async () => {
    const range = (from: string, to: string) => ann.get(`/calls?from=${from}&to=${to}`);
    expect(ids(await range("2026-05-01T12:00:00Z", "2026-05-02T12:00:00Z"))).toEqual([made["assistant"]]);
  });

  test("filters hold together", async () => {
    expect(ids(await ann.get(`/calls?assistantId=${assistant.id}&outcome=missed`))).toEqual([]);
  });

  test("a call names its number and assistant", async () => {
    const { body } = await ann.get(`/calls?phoneNumberId=${number.id}`);
    expect(body.data[0].phoneNumber).toEqual({ id: number.id, e164: number.e164, label: "Main line" });
    expect((await ann.get(`/calls/${made["assistant"]}`)).body.assistant).toEqual({
      id: assistant.id,
      name: "Front desk",
    });
  });
});

describe("one call", () => {
  let callId: string;
  beforeAll(async () => {
    await freshOrganization();
    const call = await makeCall(api.admin, { organizationId, summary: "Wants a plumber", costMicros: 123_456 });
    callId = call.id;
    await makeTranscript(api.admin, call, {
      lines: [
        ["assistant", "Hello!"],
        ["caller", "My tap drips."],
      ],
    });
    await makeRecording(api.admin, call);
    await makeAction(api.admin, call, { answer: "I noted that." });
    await makeStep(api.admin, call, { step: "event_received", workflowId: undefined });
    await makeStep(api.admin, call);
  });

  test("has all its parts", async () => {
    const call = await ann.get(`/calls/${callId}`);
    expect(call.status).toBe(200);
    expect(call.body).toMatchObject({
      id: callId,
      summary: "Wants a plumber",
      hasRecording: true,
      recordingOff: false,
      forwardedFrom: null,
      outcome: "answered",
    });
    const transcript = await ann.get(`/calls/${callId}/transcript`);
    expect(transcript.body.final).toBe(true);
    expect(transcript.body.segments.map((segment: { text: string }) => segment.text)).toEqual([
      "Hello!",
      "My tap drips.",
    ]);
    const actions = await ann.get(`/calls/${callId}/actions`);
    expect(actions.body.data).toMatchObject([{ type: "takeMessage", answer: "I noted that." }]);
    const timeline = await ann.get(`/calls/${callId}/timeline`);
    expect(timeline.body.data.map((step: { step: string }) => step.step)).toEqual(["event_received", "call_settled"]);
  });

  test("shows cost and workflow to staff alone", async () => {
    const before = await ann.get(`/calls/${callId}`);
    expect(before.body).toMatchObject({ cost: null, workflowUrl: null });
    const steps = (await ann.get(`/calls/${callId}/timeline`)).body.data;
    expect(steps.every((step: { workflowUrl: unknown }) => step.workflowUrl === null)).toBe(true);

    await api.admin.query("UPDATE users SET is_staff = true WHERE id = $1", [ann.me.user.id]);
    const link = `http://temporal.example.test/namespaces/calls/workflows/call-end%2F${callId}`;
    const after = await ann.get(`/calls/${callId}`);
    expect(after.body).toMatchObject({ cost: { micros: 123_456, currency: "USD" }, workflowUrl: link });
    expect((await ann.get(`/calls/${callId}/timeline`)).body.data[1].workflowUrl).toBe(link);
    await api.admin.query("UPDATE users SET is_staff = false WHERE id = $1", [ann.me.user.id]);
  });

  test("what is no call is not found", async () => {
    for (const path of [`/calls/${randomUUID()}`, "/calls/1", "/calls/1'--", "/calls/%00", "/calls/%E0%A4%A"]) {
      expect((await ann.get(path)).status).toBe(404);
    }
  });
});

describe("running calls", () => {
  beforeAll(() => freshOrganization());

  test("are listed newest first with the last line; ended and forgotten ones are not", async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await makeCall(api.admin, { organizationId, startedAt: minutesAgo(1) });
    await makeCall(api.admin, { organizationId, startedAt: minutesAgo(48 * 60), status: "in_progress" });
    const older = await makeCall(api.admin, { organizationId, startedAt: minutesAgo(9), status: "ringing" });
    const newer = await makeCall(api.admin, { organizationId, startedAt: minutesAgo(5), status: "in_progress" });
    await makeTranscript(api.admin, newer, {
      lines: [
        ["assistant", "Hi"],
        ["caller", "Hello?"],
      ],
      final: false,
    });
    const { body } = await ann.get("/calls/active");
    expect(body.total).toBe(2);
    expect(ids({ body })).toEqual([newer.id, older.id]);
    expect(body.data.map((call: { lastLine: unknown }) => call.lastLine)).toEqual([
      { speaker: "caller", text: "Hello?" },
      null,
    ]);
    const transcript = await ann.get(`/calls/${newer.id}/transcript`);
    expect(transcript.body.final).toBe(false);
  });
});

describe("figures", () => {
  test("come from the daily sums in the organization's calendar, beside the days before", async () => {
    await freshOrganization("Pacific/Kiritimati");
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Kiritimati" }).format(new Date());
    const day = (back: number) => {
      const date = new Date(`${today}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() - back);
      return date.toISOString().slice(0, 10);
    };
    await makeDailyUsage(api.admin, { organizationId, date: today, calls: 3, missed: 1, transferred: 1, seconds: 90 });
    await makeDailyUsage(api.admin, { organizationId, date: day(2), calls: 2, seconds: 61 });
    await makeDailyUsage(api.admin, { organizationId, date: day(3), calls: 7, missed: 7 });
    await makeDailyUsage(api.admin, { organizationId, date: day(6), calls: 50 });
    await makeAssistant(api.admin, { organizationId });
    await makeAssistant(api.admin, { organizationId, status: "paused" });
    await makeInboxItem(api.admin, { organizationId });
    await makeInboxItem(api.admin, { organizationId, doneAt: new Date() });

    const { body } = await ann.get("/calls/stats?days=3");
    expect(body.days.map((one: { date: string; calls: number }) => [one.date, one.calls])).toEqual([
      [day(2), 2],
      [day(1), 0],
      [today, 3],
    ]);
    expect(body.totals).toEqual({
      calls: 5,
      handled: 4,
      transferred: 1,
      missed: 1,
      durationSeconds: 151,
      billedSeconds: 151,
    });
    expect(body.previousTotals).toMatchObject({ calls: 7, handled: 0, missed: 7 });
    expect(body.today).toMatchObject({ calls: 3, handled: 2 });
    expect(body).toMatchObject({
      timezone: "Pacific/Kiritimati",
      openInboxItems: 1,
      unreadInboxItems: 1,
      activeAssistants: 1,
      usage: { billedMinutes: 0, includedMinutes: 50 },
    });
  });

  test("billed minutes are the period's seconds, rounded up once", async () => {
    await freshOrganization();
    const { body } = await ann.get("/calls/stats");
    await api.admin.query(
      "INSERT INTO usage_periods (id, organization_id, period_start, period_end, seconds) VALUES ($1, $2, $3, $4, 121)",
      [randomUUID(), organizationId, body.usage.periodStart, body.usage.periodEnd],
    );
    expect((await ann.get("/calls/stats")).body.usage.billedMinutes).toBe(3);
    expect(body.days).toHaveLength(14);
  });
});

describe("processing again", () => {
  let callId: string;
  beforeAll(async () => {
    await freshOrganization();
    callId = (await makeCall(api.admin, { organizationId })).id;
  });

  async function intents(): Promise<{ id: string; body: Buffer }[]> {
    const { rows } = await api.admin.query(
      `SELECT e.id, e.body FROM outbox_events e JOIN outbox_deliveries d ON d.event_id = e.id AND d.state = 'pending'
       WHERE e.organization_id = $1 AND e.type = 'call.reprocess' ORDER BY e.id`,
      [organizationId],
    );
    return rows;
  }

  test("records an intent and who asked", async () => {
    const answer = await ann.request("POST", `/calls/${callId}/reprocess`);
    expect(answer.status).toBe(202);
    const [intent] = await intents();
    expect(answer.body.workflowId).toBe(`call-end/${callId}/rerun/${intent!.id}`);
    expect(JSON.parse(intent!.body.toString())).toEqual({ callId, requestedBy: ann.me.user.id });
    const { rows } = await api.admin.query(
      "SELECT * FROM audit_log WHERE organization_id = $1 AND entity_id <> $1::text",
      [organizationId],
    );
    expect(rows).toMatchObject([
      {
        action: "call.reprocess_requested",
        actor_user_id: ann.me.user.id,
        entity_id: callId,
        request_id: answer.headers.get("x-request-id"),
      },
    ]);
    expect(rows[0].ip_address).toContain("127.0.0.1");
  });

  test("the same key at the same time does it once and answers all alike", async () => {
    const before = (await intents()).length;
    const headers = { "idempotency-key": randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ann.request("POST", `/calls/${callId}/reprocess`, { headers })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 202));
    expect(new Set(answers.map((answer) => answer.body.workflowId)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get("idempotency-replayed") === "true")).toHaveLength(7);
    expect(await intents()).toHaveLength(before + 1);
  });

  test("a key serves one request only", async () => {
    const headers = { "idempotency-key": "key-1" };
    const other = await makeCall(api.admin, { organizationId });
    expect((await ann.request("POST", `/calls/${callId}/reprocess`, { headers })).status).toBe(202);
    const again = await ann.request("POST", `/calls/${other.id}/reprocess`, { headers });
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain("Idempotency-Key");
    const bob = await api.signUp();
    await makeMember(api.admin, { organizationId, userId: bob.me.user.id, role: "admin" });
    const foreign = await bob.request("POST", `/calls/${callId}/reprocess`, {
      headers: { ...headers, "x-organization-id": organizationId },
    });
    expect(foreign.status).toBe(409);
  });

  test("what failed leaves the key free, what expired too", async () => {
    const running = await makeCall(api.admin, { organizationId, status: "in_progress" });
    const headers = { "idempotency-key": "key-2" };
    expect((await ann.request("POST", `/calls/${running.id}/reprocess`, { headers })).status).toBe(409);
    await api.admin.query("UPDATE calls SET status = 'ended' WHERE id = $1", [running.id]);
    const done = await ann.request("POST", `/calls/${running.id}/reprocess`, { headers });
    expect(done.status).toBe(202);
    await api.admin.query("UPDATE idempotency_keys SET expires_at = now() - interval '1 s' WHERE key = 'key-2'");
    const anew = await ann.request("POST", `/calls/${running.id}/reprocess`, { headers });
    expect(anew.status).toBe(202);
    expect(anew.body.workflowId).not.toBe(done.body.workflowId);
  });

  test("a key that is none is refused", async () => {
    const headers = { "idempotency-key": "two words" };
    expect((await ann.request("POST", `/calls/${callId}/reprocess`, { headers })).status).toBe(400);
  });

  test("a viewer may not", async () => {
    const vera = await api.signUp();
    await makeMember(api.admin, { organizationId, userId: vera.me.user.id, role: "viewer" });
    const headers = { "x-organization-id": organizationId };
    expect((await vera.get(`/calls/${callId}`, headers)).status).toBe(200);
    const refused = await vera.request("POST", `/calls/${callId}/reprocess`, { headers });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain("viewer");
  });
});
