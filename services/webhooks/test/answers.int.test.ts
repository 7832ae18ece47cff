import { makeAssistant, makeContact } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliver, vapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, seeCall, seeOutbox } from "./support/look.ts";
import { openTcpProxy, type TcpProxy } from "./support/tcp-proxy.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const FALLBACK = "+12125550199";

/** Far beyond what any answer needs, also on a busy machine; tests of the deadline shorten it. */
const AMPLE = { assistantRequestMs: 30_000, toolCallsMs: 30_000 };
const SHORT = { assistantRequestMs: 300, toolCallsMs: 300 };
const budgets = { ...AMPLE };

let installation: Installation;
let proxy: TcpProxy;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({
    app: { budgets },
    poolUrl: async (url) => {
      proxy = await openTcpProxy(url);
      return proxy.url;
    },
  });
});
beforeEach(async () => {
  tenant = await makeTenant(installation.admin, { fallbackNumber: FALLBACK });
});
afterEach(() => void Object.assign(budgets, AMPLE));
afterAll(async () => {
  await installation.close();
  await proxy.close();
});

const see = (callId: string) => seeCall(installation.admin, tenant.organizationId, callId);
const set = (sql: string, ...values: unknown[]) => installation.admin.query(sql, [tenant.organizationId, ...values]);

function request(call: object = vapiCall(tenant, { assistantId: null })) {
  return deliver(installation.url, tenant, { type: "assistant-request", timestamp: Date.now(), call });
}

describe("who takes a call", () => {
  it("is the number's assistant, and the call's row is there before the answer", async () => {
    const call = vapiCall(tenant, { assistantId: null });
    const answer = await request(call);
    const seen = await see(call.id);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        assistantId: tenant.assistant.vapiAssistantId,
        assistantOverrides: {
          variableValues: { businessName: "Test Organization", timezone: "UTC" },
          metadata: { callflexCallId: seen?.id },
        },
      },
    });
    expect(seen).toMatchObject({ status: "ringing", assistant_id: tenant.assistant.id, refusal: null });
  });

  const refusals: [string, string, () => Promise<unknown>][] = [
    ["no_assistant", "is paused", () => set("UPDATE assistants SET status = 'paused' WHERE organization_id = $1")],
    ["no_assistant", "was deleted", () => set("UPDATE assistants SET deleted_at = now() WHERE organization_id = $1")],
    [
      "no_assistant",
      "was never assigned",
      () => set("UPDATE phone_numbers SET assistant_id = NULL WHERE organization_id = $1"),
    ],
    [
      "trial_ended",
      "ended its trial",
      () => set("UPDATE organizations SET subscription_status = 'trialing', trial_ends_at = now() WHERE id = $1"),
    ],
    [
      "subscription_ended",
      "has no contract",
      () => set("UPDATE organizations SET subscription_status = 'canceled' WHERE id = $1"),
    ],
    [
      "minutes_used_up",
      "used up its minutes",
      async () => {
        await set(
          "UPDATE organizations SET plan_key = 'trial', period_anchor_at = '2025-01-01T00:00:00Z' WHERE id = $1",
        );
        await set(
          `INSERT INTO usage_periods (id, organization_id, period_start, period_end, seconds)
           VALUES (gen_random_uuid(), $1, date_trunc('month', now(), 'UTC'), date_trunc('month', now(), 'UTC') + interval '1 month', 3000)`,
        );
      },
    ],
    [
      "too_many_calls",
      "has all lines taken",
      async () => {
        await set("UPDATE organizations SET plan_key = 'trial' WHERE id = $1");
        for (let line = 0; line < 2; line += 1) await request();
      },
    ],
  ];

  it.each(refusals)(
    "%s: when it %s, the human fallback gets the call, or the caller hears why",
    async (refusal, _why, arrange) => {
      await arrange();
      const call = vapiCall(tenant, { assistantId: null });
      expect(await request(call)).toMatchObject({
        status: 200,
        body: {
          destination: {
            type: "number",
            number: FALLBACK,
            message: expect.stringContaining("Thank you for calling") as string,
          },
        },
      });
      expect(await see(call.id)).toMatchObject({ refusal, assistant_id: null });

      await set("UPDATE phone_numbers SET fallback_number = NULL WHERE organization_id = $1");
      const second = vapiCall(tenant, { assistantId: null });
      expect(await request(second)).toMatchObject({
        status: 200,
        body: { error: expect.stringContaining("Thank you for calling") as string },
      });
    },
  );

  it("caller_blocked: a blocked caller hears so, and is not put through to anybody", async () => {
    await makeContact(installation.admin, {
      organizationId: tenant.organizationId,
      phone: "+12125550133",
      blocked: true,
    });
    const call = vapiCall(tenant, { assistantId: null });
    expect(await request(call)).toMatchObject({ status: 200, body: { error: "This number does not take your call." } });
    expect((await see(call.id))?.refusal).toBe("caller_blocked");
  });

  it("calls that were refused take up no line", async () => {
    await set("UPDATE assistants SET status = 'paused' WHERE organization_id = $1");
    for (let refused = 0; refused < 3; refused += 1) await request();
    await set("UPDATE organizations SET plan_key = 'trial' WHERE id = $1");
    await set("UPDATE assistants SET status = 'active' WHERE organization_id = $1");
    expect((await request()).body).toMatchObject({ assistantId: tenant.assistant.vapiAssistantId });
  });

  it("stays with what was decided when the request is repeated", async () => {
    const taken = vapiCall(tenant, { assistantId: null });
    const first = await request(taken);
    await set("UPDATE organizations SET subscription_status = 'canceled' WHERE id = $1");
    expect(await request(taken)).toMatchObject({ status: 200, body: first.body });
    expect((await see(taken.id))?.refusal).toBeNull();

    const refused = vapiCall(tenant, { assistantId: null });
    const refusal = await request(refused);
    await set("UPDATE organizations SET subscription_status = 'active' WHERE id = $1");
    expect(await request(refused)).toMatchObject({ status: 200, body: refusal.body });
  });

  it("nobody, when the number is unknown or another organization's: the caller hears that, and it is recorded", async () => {
    const neighbour = await makeTenant(installation.admin);
    for (const phoneNumberId of ["unknown", neighbour.number.vapiPhoneNumberId, null]) {
      const call = vapiCall(tenant, { assistantId: null, phoneNumberId });
      expect(await request(call)).toMatchObject({
        status: 200,
        body: { error: "The number you have dialled is not in service." },
      });
      expect(await see(call.id)).toBeUndefined();
    }
    const outbox = await seeOutbox(installation.admin, tenant.organizationId);
    expect(outbox.map((event) => event.state)).toEqual(["rejected", "rejected", "rejected"]);
  });
});

function callTool(call: object, toolCalls: object[]) {
  return deliver(installation.url, tenant, {
    type: "tool-calls",
    timestamp: Date.now(),
    toolCallList: toolCalls,
    call,
  });
}

const message = (id: string, text = "Call me") => ({
  id,
  name: "takeMessage",
  arguments: { callerName: "Ada", message: text },
});
const inbox = () =>
  count(installation.admin, "SELECT count(*) FROM inbox_items WHERE organization_id = $1", tenant.organizationId);

describe("a function of the assistant", () => {
  it("is carried out once and answered alike, however often and at once it is called", async () => {
    const call = vapiCall(tenant);
    const answers = await Promise.all(Array.from({ length: 8 }, () => callTool(call, [message("t1")])));
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 200,
        body: {
          results: [
            { toolCallId: "t1", name: "takeMessage", result: "The message from Ada is saved and will be passed on." },
          ],
        },
      });
    expect(await inbox()).toBe(1);
    expect((await callTool(call, [message("t1", "Something else"), message("t2")])).body).toMatchObject({
      results: [{ toolCallId: "t1" }, { toolCallId: "t2" }],
    });
    expect(await inbox()).toBe(2);
  });

  it("long ids that only differ at their end are two", async () => {
    const call = vapiCall(tenant);
    await callTool(call, [message(`${"x".repeat(400)}a`), message(`${"x".repeat(400)}b`)]);
    expect(await inbox()).toBe(2);
  });

  it("is answered in one line, whatever the model wrote", async () => {
    const answer = await callTool(vapiCall(tenant), [
      {
        id: "t1",
        name: "takeMessage",
        arguments: JSON.stringify({ callerName: "A\r\nd\u2028a\u0000", message: "x\u0000y" }),
      },
    ]);
    expect(answer.body).toMatchObject({
      results: [{ result: "The message from A d a is saved and will be passed on." }],
    });
  });

  it("that can't be carried out says what to ask for, and nothing was done", async () => {
    const answer = await callTool(vapiCall(tenant), [
      { id: "t1", name: "takeMessage", arguments: { callerName: "Ada" } },
      { id: "t2", name: "orderPizza", arguments: {} },
    ]);
    expect(answer.body).toMatchObject({
      results: [
        { toolCallId: "t1", result: expect.stringMatching(/^Nothing was done.*message/) as string },
        {
          toolCallId: "t2",
          result: expect.stringMatching(/^Nothing was done: there is no function orderPizza/) as string,
        },
      ],
    });
    expect(await inbox()).toBe(0);
  });

  it("of a call that we know nothing of is refused safely", async () => {
    for (const call of [undefined, vapiCall(tenant, { phoneNumberId: "unknown", assistantId: null })]) {
      const answer = await callTool(call as object, [message("t1")]);
      expect(answer).toMatchObject({
        status: 200,
        body: { results: [{ toolCallId: "t1", result: expect.stringContaining("nothing was saved") as string }] },
      });
    }
    expect(await inbox()).toBe(0);
  });
});

describe("the deadline", () => {
  /** Holds the lock of a call, as a settlement does, until `release`. */
  async function lockOut(callId: string): Promise<() => Promise<void>> {
    const client = await installation.admin.connect();
    await client.query("BEGIN");
    await client.query("SELECT FROM call_refs WHERE provider_call_id = $1 FOR UPDATE", [callId]);
    return async () => {
      await client.query("COMMIT");
      client.release();
    };
  }

  it("gives the safe answer when the work takes too long, and then nothing is done", async () => {
    const call = vapiCall(tenant);
    await callTool(call, [message("t1")]);
    const release = await lockOut(call.id);
    Object.assign(budgets, SHORT);
    const answer = await callTool(call, [message("t2")]);
    await release();
    Object.assign(budgets, AMPLE);
    expect(answer).toMatchObject({
      status: 200,
      body: { results: [{ toolCallId: "t2", result: expect.stringContaining("nothing was saved") as string }] },
    });
    // The refused transaction is over once the call can be locked again.
    await (
      await lockOut(call.id)
    )();
    expect(await inbox()).toBe(1);
    const outbox = await seeOutbox(installation.admin, tenant.organizationId);
    expect(outbox.some((event) => event.event_key.endsWith("t2"))).toBe(false);
    expect((await callTool(call, [message("t2")])).body).toMatchObject({
      results: [{ result: "The message from Ada is saved and will be passed on." }],
    });
    expect(await inbox()).toBe(2);
  });
});

describe("while the database is away", () => {
  const away: [string, () => Promise<void> | void][] = [
    ["refuses connections", () => proxy.cut()],
    ["hangs", () => proxy.hold()],
  ];

  it.each(away)(
    "(it %s) the last good assistant takes the call, and functions say that nothing was done",
    async (_how, take) => {
      const other = await makeTenant(installation.admin);
      expect((await request()).status).toBe(200);
      const live = { type: "status-update", status: "ringing", timestamp: Date.now(), call: vapiCall(other) };
      expect((await deliver(installation.url, other, live)).status).toBe(200);
      const before = await count(installation.admin, "SELECT count(*) FROM outbox_events");
      await take();
      Object.assign(budgets, SHORT);
      try {
        expect(await request()).toMatchObject({ status: 200, body: { assistantId: tenant.assistant.vapiAssistantId } });
        expect(await callTool(vapiCall(tenant), [message("t1")])).toMatchObject({
          status: 200,
          body: { results: [{ result: expect.stringContaining("nothing was saved") as string }] },
        });
        // Nothing was ever answered for the other one's number: VAPI connects its fallback when the request fails.
        const unknown = await deliver(installation.url, other, {
          type: "assistant-request",
          timestamp: Date.now(),
          call: vapiCall(other, { assistantId: null }),
        });
        expect(unknown.status).toBe(503);
        expect(unknown.headers.get("retry-after")).toBe("2");
      } finally {
        // Connections that hung are ended, or what they still hold would be sent when the way is open again.
        await proxy.cut();
        await proxy.mend();
        Object.assign(budgets, AMPLE);
      }
      expect(await count(installation.admin, "SELECT count(*) FROM outbox_events")).toBe(before);
      expect(await inbox()).toBe(0);
      expect((await callTool(vapiCall(tenant), [message("t1")])).body).toMatchObject({
        results: [{ result: "The message from Ada is saved and will be passed on." }],
      });
    },
  );

  it("the assistant of certain callers or hours is not taken for the number's own", async () => {
    const other = await makeAssistant(installation.admin, { organizationId: tenant.organizationId });
    expect((await request()).body).toMatchObject({ assistantId: tenant.assistant.vapiAssistantId });
    const rules = { businessHours: { do: "other_assistant", assistantId: other.id } };
    await set("UPDATE phone_numbers SET routing = $2 WHERE organization_id = $1", rules);
    expect((await request()).body).toMatchObject({ assistantId: other.vapiAssistantId });
    await proxy.cut();
    try {
      expect((await request()).body).toMatchObject({ assistantId: tenant.assistant.vapiAssistantId });
    } finally {
      await proxy.mend();
    }
  });

  it("what is only recorded is answered with 503, never with 401, and nothing is recorded", async () => {
    const stranger = await makeTenant(installation.admin);
    const known = { type: "hang", timestamp: Date.now(), call: vapiCall(tenant) };
    expect((await deliver(installation.url, tenant, known)).status).toBe(200);
    const before = await count(installation.admin, "SELECT count(*) FROM outbox_events");
    await proxy.cut();
    try {
      for (const whose of [tenant, stranger]) {
        const answer = await deliver(installation.url, whose, {
          ...known,
          timestamp: Date.now() + 1,
          call: vapiCall(whose),
        });
        expect(answer).toMatchObject({
          status: 503,
          body: { error: "The event could not be recorded. Send it again." },
        });
        expect(answer.headers.get("retry-after")).toBe("2");
      }
      expect((await fetch(`${installation.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${installation.url}/healthz`)).status).toBe(200);
    } finally {
      await proxy.mend();
    }
    expect(await count(installation.admin, "SELECT count(*) FROM outbox_events")).toBe(before);
    expect((await fetch(`${installation.url}/readyz`)).status).toBe(200);
    for (const whose of [tenant, stranger])
      expect((await deliver(installation.url, whose, { ...known, call: vapiCall(whose) })).status).toBe(200);
  });
});

describe("an assistant's own settings", () => {
  const ask = (message: object) => deliver(installation.url, tenant, { timestamp: Date.now(), ...message } as never);
  const give = (capabilities: object) =>
    set("UPDATE assistants SET capabilities = $2 WHERE organization_id = $1", JSON.stringify(capabilities));

  it("name whom a call is put through to, before the organization's people do", async () => {
    await set(
      "UPDATE organizations SET settings = $2 WHERE id = $1",
      JSON.stringify({ transferDestinations: [{ name: "Mia", number: "+12125550177" }] }),
    );
    await give({ transferDestinations: [{ name: "Dana", number: "+12125550178" }] });
    const own = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(own.body).toMatchObject({ destination: { number: "+12125550178" } });
    await give({});
    const shared = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(shared.body).toMatchObject({ destination: { number: "+12125550177" } });
  });

  it("put no call through to a premium-rate number, whatever they say", async () => {
    await give({ transferDestinations: [{ name: "Dana", number: "+19005550123" }] });
    const answer = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(answer.body).toEqual({ error: "Nobody can take the call right now. Offer to take a message instead." });
    await give({
      transferDestinations: [
        { name: "Dana", number: "+19005550123" },
        { name: "Mia", number: "+12125550177" },
      ],
    });
    const next = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(next.body).toMatchObject({ destination: { number: "+12125550177" } });
  });

  it("have a transfer announced in the assistant's language, to the caller and to whoever is rung", async () => {
    await set("UPDATE assistants SET language = 'de' WHERE organization_id = $1");
    await give({ transferDestinations: [{ name: "Dana", number: "+12125550178" }] });
    const { body } = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(body).toEqual({
      destination: {
        type: "number",
        number: "+12125550178",
        message: "Ich verbinde Sie mit Dana.",
        transferPlan: {
          mode: "warm-transfer-say-summary",
          summaryPlan: {
            enabled: true,
            messages: [
              { role: "system", content: expect.stringContaining("German sentences") as string },
              { role: "user", content: expect.stringContaining("{{transcript}}") as string },
            ],
          },
        },
      },
      message: { type: "request-start", content: "Einen Moment bitte, ich verbinde Sie mit Dana." },
    });
  });

  it("say the name of whoever is rung, and carry nothing out that stands in it", async () => {
    await give({ transferDestinations: [{ name: "Dana {{customer.number}}", number: "+12125550178" }] });
    const { body } = await ask({ type: "transfer-destination-request", call: vapiCall(tenant) });
    expect(body).toMatchObject({
      destination: { message: "I'm connecting you to Dana { {customer.number}}." },
      message: { content: "One moment, I'm connecting you to Dana { {customer.number}}." },
    });
  });

  it("ask for more with a message, and the inbox has it", async () => {
    await give({ messageFields: [{ label: "Order number", required: true }] });
    const call = vapiCall(tenant);
    const take = (id: string, more: object) =>
      ask({
        type: "tool-calls",
        call,
        toolCallList: [
          {
            id,
            type: "function",
            function: { name: "takeMessage", arguments: { callerName: "Tom", message: "It is late", ...more } },
          },
        ],
      });
    expect(await take("call_1", {})).toMatchObject({
      body: { results: [{ result: expect.stringContaining("Order number is missing") as unknown }] },
    });
    await take("call_2", { orderNumber: "4711" });
    const { rows } = await installation.admin.query("SELECT details FROM inbox_items WHERE organization_id = $1", [
      tenant.organizationId,
    ]);
    expect(rows).toEqual([{ details: { message: "It is late", urgent: false, "Order number": "4711" } }]);
  });
});
