import { newId } from "@callflex/db/ids";
import { makeAssistant, makeContact, makeOrganization, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

const OWNER = "+12125550166";
const DEFAULTS = {
  businessHours: { do: "assistant" },
  afterHours: { do: "assistant" },
  holidays: null,
  vipCallers: null,
  anonymousCallers: null,
  blockedCallers: { do: "refuse" },
  overflow: null,
};

let api: TestApi;
let ann: SignedIn;
let number: { id: string; e164: string };
let night: { id: string };
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp({ timezone: "America/New_York" });
  const { organizationId } = ann;
  await api.admin.query("UPDATE organizations SET subscription_status = 'active' WHERE id = $1", [organizationId]);
  const own = await makeAssistant(api.admin, { organizationId, name: "Front desk" });
  night = await makeAssistant(api.admin, { organizationId, name: "Night desk" });
  number = await makePhoneNumber(api.admin, { organizationId, assistantId: own.id, fallbackNumber: "+12125550199" });
  path = `/phone-numbers/${number.id}`;
});

function put(body: unknown, headers: Record<string, string> = {}) {
  return ann.request("PUT", `${path}/routing`, { body, headers });
}

function explain(body: object) {
  return ann.request("POST", `${path}/explain`, { body });
}

describe("the rules", () => {
  test("of a number that nobody set any for are the defaults", async () => {
    const answer = await ann.get(`${path}/routing`);
    expect(answer.body).toEqual({ routing: DEFAULTS, version: 1 });
    expect(answer.headers.get("etag")).toBe('"1"');
  });

  test("are kept, and the audit log tells which changed", async () => {
    const rules = {
      afterHours: { do: "other_assistant", assistantId: night.id },
      vipCallers: { do: "forward", number: OWNER },
    };
    const answer = await put(rules, { "if-match": '"1"' });
    expect(answer.body).toEqual({ routing: { ...DEFAULTS, ...rules }, version: 2 });
    expect((await ann.get(`${path}/routing`)).body).toEqual(answer.body);
    expect(await auditOf(api, ann.organizationId, "phone_number.routing_changed")).toMatchObject([
      {
        entity_id: number.id,
        before: { afterHours: { do: "assistant" }, vipCallers: null },
        after: rules,
      },
    ]);
    expect((await put(rules)).body.version).toBe(2);
    expect((await put({}, { "if-match": '"1"' })).status).toBe(412);
  });

  test.each([
    { afterHours: { do: "refuse" } },
    { overflow: { do: "assistant" } },
    { businessHours: { do: "forward", number: "5550166" } },
    { businessHours: { do: "take_message", greeting: "" } },
    { afterhours: { do: "assistant" } },
  ])("%j are refused", async (rules) => {
    expect((await put(rules)).status).toBe(422);
  });

  test("may name assistants of the organization alone that are there, and no circle", async () => {
    const stranger = await makeOrganization(api.admin);
    const foreign = await makeAssistant(api.admin, { organizationId: stranger.id });
    await api.admin.query("UPDATE assistants SET deleted_at = now() WHERE id = $1", [night.id]);
    for (const assistantId of [foreign.id, night.id, newId()]) {
      const answer = await put({ holidays: { do: "other_assistant", assistantId } });
      expect([answer.status, answer.body.detail]).toEqual([
        422,
        "A rule names an assistant that is not there any more. Choose another one.",
      ]);
    }
    expect((await put({ overflow: { do: "forward", number: number.e164 } })).status).toBe(422);
    expect((await ann.get(`${path}/routing`)).body.version).toBe(1);
  });

  test("forward to no number that costs more than an ordinary call", async () => {
    for (const [e164, is] of [
      ["+19005550123", "a premium-rate number"],
      ["+4918012345678", "a shared-cost number"],
    ]) {
      const answer = await put({ vipCallers: { do: "forward", number: e164 } });
      expect([answer.status, answer.body.detail]).toEqual([
        422,
        `A rule forwards calls to ${e164}, which is ${is}. Choose another one.`,
      ]);
    }
    expect((await ann.get(`${path}/routing`)).body.version).toBe(1);
  });

  test("lead calls in no circle, by whichever of the organization's numbers", async () => {
    const { organizationId } = ann;
    const [second, third, fourth] = [
      await makePhoneNumber(api.admin, { organizationId }),
      await makePhoneNumber(api.admin, { organizationId }),
      await makePhoneNumber(api.admin, { organizationId, fallbackNumber: number.e164 }),
    ];
    const lead = (from: { id: string }, to: { e164: string }, rule: string) =>
      ann.request("PUT", `/phone-numbers/${from.id}/routing`, { body: { [rule]: { do: "forward", number: to.e164 } } });
    expect((await lead(number, second, "afterHours")).status).toBe(200);
    expect((await lead(second, third, "overflow")).status).toBe(200);
    for (const [from, to] of [
      [second, number],
      [third, number],
      [third, second],
      [third, fourth],
    ] as const) {
      const refused = await lead(from, to, "vipCallers");
      expect([refused.status, refused.body.detail]).toEqual([
        422,
        `A rule forwards calls to ${to.e164}, from where they would come back to this number in a circle. Choose another one.`,
      ]);
    }
    expect((await lead(third, { e164: OWNER }, "vipCallers")).status).toBe(200);
  });

  test("of two numbers that are set to forward to each other at once: one of them is refused", async () => {
    const { organizationId } = ann;
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [
        await makePhoneNumber(api.admin, { organizationId }),
        await makePhoneNumber(api.admin, { organizationId }),
      ];
      const lead = (from: { id: string }, to: { e164: string }) =>
        ann.request("PUT", `/phone-numbers/${from.id}/routing`, {
          body: { afterHours: { do: "forward", number: to.e164 } },
        });
      const answers = await Promise.all([lead(one, other), lead(other, one)]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    }
  });

  test("of a number that was given back stay as they were", async () => {
    await api.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [number.id]);
    expect((await put({ overflow: { do: "take_message" } })).status).toBe(409);
    expect((await ann.get(`${path}/routing`)).status).toBe(200);
  });

  test("are seen and not changed by a viewer", async () => {
    const vera = await joinTeam(api, ann.organizationId, "viewer");
    const headers = { "x-organization-id": ann.organizationId };
    expect((await vera.get(`${path}/routing`, headers)).status).toBe(200);
    expect((await vera.request("PUT", `${path}/routing`, { body: {}, headers })).status).toBe(403);
    const asked = { caller: null, at: "2026-12-07T15:00:00Z" };
    expect((await vera.request("POST", `${path}/explain`, { body: asked, headers })).status).toBe(200);
  });
});

describe("the explanation", () => {
  const CHRISTMAS = "2026-12-26T00:10:00Z";

  test("tells each question and the answer in words, without a provider's ids", async () => {
    await api.admin.query(
      `UPDATE organizations SET settings = settings || '{"holidays":[{"date":"2026-12-25","name":"Christmas Day"}]}' WHERE id = $1`,
      [ann.organizationId],
    );
    await put({ holidays: { do: "other_assistant", assistantId: night.id } });
    const { body } = await explain({ caller: "+12125550133", at: "2026-12-25T19:10:00-05:00" });
    expect(body).toMatchObject({
      at: "2026-12-26T00:10:00.000Z",
      liveCallsCounted: false,
      answer: {
        kind: "assistant",
        assistantId: night.id,
        assistantName: "Night desk",
        words:
          "Night desk takes the call. It begins with: “You are speaking with an AI assistant. This call may be recorded. Hello!”",
      },
    });
    const hours = body.steps.find((step: { question: string }) => step.question === "opening_hours");
    expect(hours).toMatchObject({
      found: "No: Friday, 2026-12-25, 19:10 in America/New_York is a holiday (Christmas Day), closed all day.",
      decided: "Rule for holidays: another assistant takes the call.",
    });
    expect(JSON.stringify(body)).not.toContain("vapi");
    expect(body.notes).toContain(
      "Calls at the same time are not known for another moment, so every line of your plan counts as free.",
    );
  });

  test("knows the caller", async () => {
    const { organizationId } = ann;
    const unwanted = await makeContact(api.admin, { organizationId, blocked: true });
    const { body } = await explain({ caller: unwanted.phone, at: CHRISTMAS });
    expect(body.answer).toMatchObject({ kind: "say", refusal: "caller_blocked" });
    await put({ anonymousCallers: { do: "forward", number: OWNER, message: "One moment." } });
    expect((await explain({ caller: null, at: CHRISTMAS })).body.answer).toMatchObject({
      kind: "forward",
      number: OWNER,
      words: `The caller hears: “One moment.” Then ${OWNER} rings.`,
    });
  });

  test("counts today's minutes for any other moment, as its note says", async () => {
    const { organizationId } = ann;
    await api.admin.query(
      `INSERT INTO usage_periods (id, organization_id, period_start, period_end, seconds)
       SELECT gen_random_uuid(), id, begun, begun + interval '1 month', 10000000
       FROM organizations, date_trunc('milliseconds', period_anchor_at) AS begun WHERE id = $1`,
      [organizationId],
    );
    for (const [days, change] of [
      [70, "Until then they can change."],
      [-70, "They may have been others then."],
    ] as const) {
      const at = new Date(Date.now() + days * 86_400_000).toISOString();
      const { body } = await explain({ caller: null, at });
      expect(body.answer.refusal).toBe("minutes_used_up");
      expect(body.notes).toContain(`Rules, plan and minutes are those of today. ${change}`);
    }
  });

  test("says of a number that takes no calls that it doesn't", async () => {
    await api.admin.query("UPDATE phone_numbers SET state = 'provisioning' WHERE id = $1", [number.id]);
    const { body } = await explain({ caller: null, at: CHRISTMAS });
    expect(body.notes[0]).toBe("This number takes no calls at the moment: this is how it would take them.");
  });

  test("of another tenant's number is nobody's", async () => {
    const eve = await api.signUp();
    const asked = { caller: null, at: CHRISTMAS };
    expect((await eve.request("POST", `${path}/explain`, { body: asked })).status).toBe(404);
    expect((await eve.get(`${path}/routing`)).status).toBe(404);
    expect((await eve.request("PUT", `${path}/routing`, { body: {} })).status).toBe(404);
  });
});
