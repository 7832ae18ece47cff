import { randomUUID } from "node:crypto";
import { makeAssistant, makeCall, makePhoneNumber, uniquePhone } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

/** An owner whose organization has an assistant and a number. */
async function setUp() {
  const owner = await api.signUp();
  const { organizationId } = owner;
  const assistant = await makeAssistant(api.admin, { organizationId, name: "Front desk" });
  const number = await makePhoneNumber(api.admin, { organizationId, assistantId: assistant.id, label: "Main line" });
  return { owner, organizationId, assistant, number };
}

function ask(who: SignedIn, body: object, headers?: Record<string, string>) {
  return who.request("POST", "/test-calls", { body, ...(headers ? { headers } : {}) });
}

async function addTestCalls(organizationId: string, assistantId: string, given: { kind: string; count: number }) {
  await api.admin.query(
    `INSERT INTO test_calls (id, organization_id, kind, assistant_id, phone_number_id, to_number, consent_at, created_at)
     SELECT gen_random_uuid(), $1, $2, $3, CASE WHEN $2 = 'call_me' THEN (SELECT id FROM phone_numbers WHERE organization_id = $1 LIMIT 1) END,
            CASE WHEN $2 = 'call_me' THEN '+1415777' || lpad(n::text, 4, '0') END, CASE WHEN $2 = 'call_me' THEN now() END,
            now() - interval '2 hours'
     FROM generate_series(1, $4) n`,
    [organizationId, given.kind, assistantId, given.count],
  );
}

describe("a test call", () => {
  test("is asked for once a key, with the consent and its time, and shown in the list", async () => {
    const { owner, assistant, number } = await setUp();
    const toNumber = uniquePhone();
    const body = { kind: "call_me", phoneNumberId: number.id, toNumber, consent: true };
    const first = await ask(owner, body, { "idempotency-key": "k1" });
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({
      kind: "call_me",
      state: "requested",
      assistant: { id: assistant.id, name: "Front desk" },
      phoneNumber: { id: number.id, e164: number.e164, label: "Main line" },
      toNumber,
      callId: null,
      joinUrl: null,
      lastError: null,
      requestedBy: "Ann Hill",
    });
    expect(Date.parse(first.body.consentAt)).toBeGreaterThan(0);
    const again = await ask(owner, body, { "idempotency-key": "k1" });
    expect(again.body.id).toBe(first.body.id);
    const web = await ask(owner, { kind: "web", assistantId: assistant.id });
    expect(web.body).toMatchObject({ kind: "web", consentAt: null, phoneNumber: null });

    const ids = async (query: string) => {
      const { body: list } = await owner.get(`/test-calls${query}`);
      return list.data.map(({ id }: { id: string }) => id);
    };
    expect(await ids("")).toEqual([web.body.id, first.body.id]);
    expect(await ids(`?phoneNumberId=${number.id}`)).toEqual([first.body.id]);
    expect(await ids(`?assistantId=${randomUUID()}`)).toEqual([]);
    const { rows } = await api.admin.query(
      "SELECT type FROM outbox_events WHERE organization_id = $1 AND type = 'test_call.place'",
      [owner.organizationId],
    );
    expect(rows).toHaveLength(2);
    expect(await auditOf(api, owner.organizationId, "test_call.requested")).toHaveLength(2);
  });

  test.each([
    ["no consent", {}, /consent/],
    ["consent refused", { consent: false }, /has to agree/],
    ["no telephone number", { consent: true, toNumber: "555" }, /E\.164/],
  ])("is refused with %s", async (_what, change, words) => {
    const { owner, number } = await setUp();
    const body = { kind: "call_me", phoneNumberId: number.id, toNumber: uniquePhone(), ...change };
    const answer = await ask(owner, body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body.errors)).toMatch(words);
  });

  test.each([
    ["the calling number itself", (e164: string) => e164, /number that calls/],
    ["a number abroad", () => "+442071838750", /country/],
    ["an island that shares the code", () => "+18769221212", /country/],
    ["a premium-rate number", () => "+19005550123", /premium-rate/],
  ])("rings nobody at %s", async (_what, toNumber, words) => {
    const { owner, number } = await setUp();
    const body = { kind: "call_me", phoneNumberId: number.id, toNumber: toNumber(number.e164), consent: true };
    const answer = await ask(owner, body);
    expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringMatching(words) } });
  });

  test("takes no assistant or number of another organization", async () => {
    const [mine, other] = [await setUp(), await setUp()];
    const me = { kind: "call_me", phoneNumberId: mine.number.id, toNumber: uniquePhone(), consent: true };
    for (const body of [
      { kind: "web", assistantId: other.assistant.id },
      { ...me, phoneNumberId: other.number.id },
      { ...me, assistantId: other.assistant.id },
    ]) {
      expect((await ask(mine.owner, body)).status).toBe(404);
    }
  });

  test.each([
    ["UPDATE assistants SET status = 'draft' WHERE organization_id = $1", /draft/],
    ["UPDATE assistants SET status = 'paused' WHERE organization_id = $1", /paused/],
    ["UPDATE assistants SET vapi_assistant_id = NULL WHERE organization_id = $1", /still being set up/],
    ["UPDATE phone_numbers SET state = 'provisioning' WHERE organization_id = $1", /still being set up/],
    ["UPDATE phone_numbers SET state = 'releasing' WHERE organization_id = $1", /takes no calls/],
    ["UPDATE phone_numbers SET assistant_id = NULL WHERE organization_id = $1", /No assistant/],
    ["UPDATE organizations SET trial_ends_at = now() - interval '1 day' WHERE id = $1", /trial has ended/],
    ["UPDATE organizations SET subscription_status = 'canceled' WHERE id = $1", /subscription has ended/],
  ])("waits for what isn't ready: %s", async (sql, words) => {
    const { owner, organizationId, number } = await setUp();
    await api.admin.query(sql, [organizationId]);
    const answer = await ask(owner, {
      kind: "call_me",
      phoneNumberId: number.id,
      toNumber: uniquePhone(),
      consent: true,
    });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringMatching(words) } });
  });

  test("needs a line of the plan", async () => {
    const { owner, organizationId, assistant } = await setUp();
    for (let n = 0; n < 2; n += 1) await makeCall(api.admin, { organizationId, status: "in_progress" });
    const answer = await ask(owner, { kind: "web", assistantId: assistant.id });
    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/All lines/) } });
  });

  test("holds a line from when it is asked for, also when many are asked for at once", async () => {
    const { owner, organizationId, assistant } = await setUp();
    const body = { kind: "web", assistantId: assistant.id };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(owner, body)));
    const asked = answers.filter(({ status }) => status === 202);
    expect(asked).toHaveLength(2);
    for (const refused of answers.filter(({ status }) => status !== 202))
      expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/All lines/) } });

    const [first, second] = asked.map((answer) => answer.body.id);
    const call = await makeCall(api.admin, { organizationId, status: "in_progress" });
    await api.admin.query("UPDATE test_calls SET state = 'placed', provider_call_id = $2 WHERE id = $1", [
      first,
      call.providerCallId,
    ]);
    expect((await ask(owner, body)).status).toBe(409);
    await api.admin.query("UPDATE test_calls SET state = 'failed' WHERE id = $1", [second]);
    expect((await ask(owner, body)).status).toBe(202);
  });

  test.each([
    ["call_me", 20, /20 test calls to telephones/],
    ["web", 60, /60 conversations in the browser/],
  ])("has a cap for %s a day", async (kind, cap, words) => {
    const { owner, organizationId, assistant, number } = await setUp();
    await addTestCalls(organizationId, assistant.id, { kind, count: cap - 1 });
    const body =
      kind === "web"
        ? { kind, assistantId: assistant.id }
        : { kind, phoneNumberId: number.id, toNumber: uniquePhone(), consent: true };
    // Both are asked for at once: one of them is the last that may be.
    const answers = await Promise.all([ask(owner, body), ask(owner, body)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.detail).toMatch(words);
  });

  test("has a cap for one telephone a day", async () => {
    const { owner, number } = await setUp();
    const body = { kind: "call_me", phoneNumberId: number.id, toNumber: uniquePhone(), consent: true };
    for (let n = 0; n < 5; n += 1) {
      expect((await ask(owner, body)).status).toBe(202);
      await api.admin.query("UPDATE test_calls SET state = 'ended' WHERE organization_id = $1", [owner.organizationId]);
    }
    expect(await ask(owner, body)).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/5 times/) } });
    expect((await ask(owner, { ...body, toNumber: uniquePhone() })).status).toBe(202);
  });

  test("may be seen, not asked for, by a viewer", async () => {
    const { owner, assistant } = await setUp();
    const inTeam = { "x-organization-id": owner.organizationId };
    const viewer = await joinTeam(api, owner.organizationId, "viewer");
    expect((await viewer.get("/test-calls", inTeam)).status).toBe(200);
    expect((await ask(viewer, { kind: "web", assistantId: assistant.id }, inTeam)).status).toBe(403);
  });

  test("tells where it is joined to those alone who may talk", async () => {
    const { owner, organizationId, assistant } = await setUp();
    const id = randomUUID();
    await api.admin.query(
      `INSERT INTO test_calls (id, organization_id, kind, assistant_id, state, provider_call_id, join_url)
       VALUES ($1, $2, 'web', $3, 'placed', $4, 'https://talk.example/room')`,
      [id, organizationId, assistant.id, randomUUID()],
    );
    const inTeam = { "x-organization-id": organizationId };
    const viewer = await joinTeam(api, organizationId, "viewer");
    const told = async (who: SignedIn) => {
      const [one, all] = [await who.get(`/test-calls/${id}`, inTeam), await who.get("/test-calls", inTeam)];
      return [one.body.joinUrl, all.body.data[0].joinUrl];
    };
    expect(await told(owner)).toEqual(["https://talk.example/room", "https://talk.example/room"]);
    expect(await told(viewer)).toEqual([null, null]);
  });
});

describe("words for a conversation", () => {
  async function conversation(values: { kind?: string; state?: string; providerCallId?: string | null }) {
    const { owner, assistant, number } = await setUp();
    const id = randomUUID();
    const { kind = "web", state = "placed", providerCallId = randomUUID() } = values;
    const ring = kind === "call_me" ? [number.id, uniquePhone(), new Date()] : [null, null, null];
    await api.admin.query(
      `INSERT INTO test_calls (id, organization_id, kind, assistant_id, state, provider_call_id, phone_number_id, to_number, consent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, owner.organizationId, kind, assistant.id, state, providerCallId, ...ring],
    );
    return { owner, say: (text: string) => owner.request("POST", `/test-calls/${id}/say`, { body: { text } }) };
  }

  test.each([
    [{ state: "requested", providerCallId: null }, /being set up/],
    [{ state: "ended" }, /has ended/],
    [{ state: "failed" }, /has ended/],
    [{ kind: "call_me" }, /by telephone/],
  ])("are refused for %o", async (values, words) => {
    const { say } = await conversation(values);
    expect(await say("hello")).toMatchObject({ status: 409, body: { detail: expect.stringMatching(words) } });
  });

  test("are refused when there are none, or too many", async () => {
    const { say } = await conversation({});
    expect((await say("  ")).status).toBe(422);
    expect((await say("a".repeat(501))).status).toBe(422);
  });

  test("that the provider doesn't take end in words without its name", async () => {
    const { say } = await conversation({});
    const answer = await say("hello");
    expect(answer).toMatchObject({ status: 502, body: { detail: expect.stringMatching(/Try again/) } });
    expect(JSON.stringify(answer.body)).not.toMatch(/vapi/i);
  });
});
