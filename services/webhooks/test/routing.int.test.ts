import { randomUUID } from "node:crypto";
import { makeAssistant, makeContact } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliverRaw, signVapi, vapiCall, type VapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, seeCall } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const FALLBACK = "+12125550199";
const OWNER = "+12125550166";
const CALLER = "+12125550133";
const PROVIDER_LIMIT = 5;

const weekday = [{ opens: "09:00", closes: "17:00" }];
const settings = {
  businessHours: { monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday },
  holidays: [
    { date: "2026-12-25", name: "Christmas Day" },
    { date: "2026-12-31", name: "New Year's Eve", hours: [{ opens: "20:00", closes: "24:00" }] },
    { date: "2027-01-01", name: "New Year's Day", hours: [{ opens: "00:00", closes: "03:00" }] },
  ],
};
const toOwner = { do: "forward", number: OWNER };
const takeMessage = { do: "take_message" };

const OPEN = new Date("2026-12-07T15:00:00Z");
const CLOSED = new Date("2026-12-07T23:00:00Z");
/** 19:10 on Christmas Day in New York. */
const CHRISTMAS = new Date("2026-12-26T00:10:00Z");

let clock = OPEN;
let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({
    relay: true,
    settle: true,
    app: {
      now: () => clock,
      budgets: { assistantRequestMs: 30_000, toolCallsMs: 30_000 },
      providerLimit: PROVIDER_LIMIT,
    },
  });
});
beforeEach(async () => {
  clock = OPEN;
  await installation.admin.query("UPDATE calls SET status = 'ended'");
  tenant = await makeTenant(installation.admin, { settings, fallbackNumber: FALLBACK, timezone: "America/New_York" });
});
afterAll(() => installation.close());

const set = (sql: string, ...values: unknown[]) => installation.admin.query(sql, [tenant.organizationId, ...values]);
const setRules = (rules: object) => set("UPDATE phone_numbers SET routing = $2 WHERE organization_id = $1", rules);
const see = (call: VapiCall) => seeCall(installation.admin, tenant.organizationId, call.id);

/** Delivers a message at the moment that the clock shows. */
function tell(call: VapiCall, message: object) {
  const body = JSON.stringify({ message: { timestamp: clock.getTime(), ...message, call } });
  return deliverRaw(installation.url, tenant, body, signVapi(tenant.secret, body, clock));
}

function incoming(values: object = {}): VapiCall {
  return vapiCall(tenant, { createdAt: clock, assistantId: null, ...values });
}

async function ask(call = incoming()) {
  const answer = await tell(call, { type: "assistant-request" });
  expect(answer.status).toBe(200);
  return answer.body;
}

const byOwn = () => ({ assistantId: tenant.assistant.vapiAssistantId });
const forwardedTo = (number: string) => ({
  destination: { type: "number", number, message: expect.stringMatching(/\S/) as string },
});
const byMessageTaker = {
  assistant: { name: "Message taker", firstMessage: expect.stringMatching(/message/) as string },
};

describe("the number's rules", () => {
  const rules = { businessHours: { do: "assistant" }, afterHours: takeMessage, holidays: toOwner };

  it.each<[string, string, () => object]>([
    ["within business hours", "2026-12-07T15:00:00Z", byOwn],
    ["a second before they end", "2026-12-07T21:59:59Z", byOwn],
    ["when they have ended", "2026-12-07T22:00:00Z", () => byMessageTaker],
    ["on a holiday", CHRISTMAS.toISOString(), () => forwardedTo(OWNER)],
    ["on a holiday, at the midnight of Greenwich", "2026-12-25T23:59:59Z", () => forwardedTo(OWNER)],
    ["at the end of the holiday", "2026-12-26T05:00:00Z", () => byMessageTaker],
    ["on a holiday, within its own hours", "2027-01-01T04:30:00Z", byOwn],
    ["when its hours run over midnight", "2027-01-01T05:30:00Z", byOwn],
    ["when those are over", "2027-01-01T08:00:00Z", () => forwardedTo(OWNER)],
    ["at 9 in winter time", "2027-03-12T14:00:00Z", byOwn],
    ["at 8 in winter time", "2027-03-12T13:00:00Z", () => byMessageTaker],
    ["at 9 in summer time", "2027-03-15T13:00:00Z", byOwn],
  ])("hold %s", async (_when, at, expected) => {
    await setRules(rules);
    clock = new Date(at);
    expect(await ask()).toMatchObject(expected());
  });

  it("may name another assistant, whose call it is then; when that is paused, the number's own takes it", async () => {
    const other = await makeAssistant(installation.admin, { organizationId: tenant.organizationId });
    await setRules({ afterHours: { do: "other_assistant", assistantId: other.id } });
    clock = CLOSED;
    const call = incoming();
    expect(await ask(call)).toMatchObject({ assistantId: other.vapiAssistantId });
    expect(await see(call)).toMatchObject({ assistant_id: other.id, refusal: null });
    await set("UPDATE assistants SET status = 'paused' WHERE organization_id = $1 AND id = $2", other.id);
    expect(await ask()).toMatchObject(byOwn());
  });

  it("can't name an assistant of another organization: the number's own takes the call", async () => {
    const neighbour = await makeTenant(installation.admin);
    await setRules({ businessHours: { do: "other_assistant", assistantId: neighbour.assistant.id } });
    expect(await ask()).toMatchObject(byOwn());
  });

  it("about the caller come first: VIP, anonymous and blocked callers", async () => {
    const { organizationId } = tenant;
    const important = await makeContact(installation.admin, { organizationId });
    await set("UPDATE contacts SET tags = '{Regular,VIP}' WHERE organization_id = $1 AND id = $2", important.id);
    const unwanted = await makeContact(installation.admin, { organizationId, blocked: true });
    await setRules({ vipCallers: toOwner, anonymousCallers: { do: "refuse" }, blockedCallers: takeMessage });

    expect(await ask(incoming({ customer: { number: important.phone } }))).toMatchObject(forwardedTo(OWNER));
    const blocked = incoming({ customer: { number: unwanted.phone } });
    expect(await ask(blocked)).toMatchObject(byMessageTaker);
    expect((await see(blocked))?.refusal).toBe("caller_blocked");
    for (const customer of [{ number: "anonymous" }, { number: "+266696687" }, undefined]) {
      const anonymous = incoming({ customer });
      expect(await ask(anonymous)).toEqual({
        error: "This number takes no calls without a caller's number. Please show your number and call again.",
      });
      expect((await see(anonymous))?.refusal).toBe("caller_anonymous");
    }
    expect(await ask()).toMatchObject(byOwn());
  });

  it("never send a call in a circle", async () => {
    await setRules({ businessHours: { do: "forward", number: tenant.number.e164 } });
    expect(await ask()).toMatchObject(byOwn());
    await setRules({ businessHours: toOwner });
    expect(await ask(incoming({ customer: { number: OWNER } }))).toMatchObject(byOwn());
  });

  it("stay decided for a request that is repeated, whatever was changed since", async () => {
    await setRules(rules);
    const first = new Map<VapiCall, unknown>();
    for (const at of [OPEN, CLOSED, CHRISTMAS]) {
      clock = at;
      const call = incoming();
      first.set(call, await ask(call));
    }
    await setRules({ businessHours: toOwner, afterHours: { do: "assistant" }, holidays: takeMessage });
    for (const [call, answer] of first) {
      clock = new Date(call.createdAt);
      expect(await ask(call)).toEqual(answer);
    }
  });
});

describe("overflow", () => {
  const allBusy = async () => {
    await set("UPDATE organizations SET plan_key = 'trial' WHERE id = $1");
    await ask();
    await ask();
  };

  it("goes to the rule's number, and the call is kept as refused", async () => {
    await setRules({ overflow: { ...toOwner, message: "All lines are busy. Our owner helps you." } });
    await allBusy();
    const call = incoming();
    expect(await ask(call)).toEqual({
      destination: { type: "number", number: OWNER, message: "All lines are busy. Our owner helps you." },
    });
    expect(await see(call)).toMatchObject({ refusal: "too_many_calls", assistant_id: null });
  });

  it("gets all but as many calls as there are lines, of many that come in at once", async () => {
    await set("UPDATE organizations SET plan_key = 'trial' WHERE id = $1");
    const answers = (await Promise.all(Array.from({ length: 8 }, () => ask()))) as object[];
    expect(answers.filter((answer) => "assistantId" in answer)).toHaveLength(2);
    expect(answers.filter((answer) => "destination" in answer)).toHaveLength(6);
  });

  it("to a message has as many lines again as the plan, then the fallback gets the call", async () => {
    await setRules({ overflow: takeMessage });
    await allBusy();
    expect(await ask()).toMatchObject(byMessageTaker);
    expect(await ask()).toMatchObject(byMessageTaker);
    expect(await ask()).toMatchObject(forwardedTo(FALLBACK));
  });

  it("keeps messages of a trial that ended", async () => {
    await setRules({ overflow: takeMessage });
    await set("UPDATE organizations SET subscription_status = 'trialing', trial_ends_at = $2 WHERE id = $1", OPEN);
    expect(await ask()).toMatchObject(byMessageTaker);
    await set("UPDATE organizations SET subscription_status = 'canceled' WHERE id = $1");
    expect(await ask()).toMatchObject(forwardedTo(FALLBACK));
  });

  it("begins where the provider's lines end, which all organizations share; forwarded calls hold none", async () => {
    await setRules({ afterHours: toOwner });
    clock = CLOSED;
    for (let forwarded = 0; forwarded < PROVIDER_LIMIT; forwarded += 1) await ask();
    clock = OPEN;
    const ours = tenant;
    tenant = await makeTenant(installation.admin);
    for (let line = 0; line < PROVIDER_LIMIT; line += 1) expect(await ask()).toMatchObject(byOwn());
    tenant = ours;
    const call = incoming();
    expect(await ask(call)).toMatchObject(forwardedTo(FALLBACK));
    expect((await see(call))?.refusal).toBe("too_many_calls");
  });
});

describe("the assistant that only takes a message", () => {
  it("saves it through the number's server, and the call ends as a message, also when it was refused", async () => {
    await setRules({ afterHours: takeMessage, overflow: takeMessage });
    clock = CLOSED;
    const afterHours = incoming();
    expect(await ask(afterHours)).toMatchObject(byMessageTaker);
    await set("UPDATE assistants SET status = 'paused' WHERE organization_id = $1");
    clock = OPEN;
    const refused = incoming();
    expect(await ask(refused)).toMatchObject(byMessageTaker);

    for (const call of [afterHours, refused]) {
      clock = new Date(call.createdAt);
      const saved = await tell(call, {
        type: "tool-calls",
        toolCallList: [{ id: randomUUID(), name: "takeMessage", arguments: { callerName: "Ada", message: "Call me" } }],
      });
      expect(saved.body).toMatchObject({ results: [{ name: "takeMessage" }] });
      const startedAt = clock.getTime();
      await tell(call, {
        type: "end-of-call-report",
        endedReason: "assistant-ended-call",
        startedAt,
        endedAt: startedAt + 45_000,
        artifact: { messages: [{ role: "user", message: "Hello", secondsFromStart: 1 }] },
        analysis: {},
      });
    }
    await drained(installation.admin);
    expect(await see(afterHours)).toMatchObject({ outcome: "message", refusal: null, caller_number: CALLER });
    expect(await see(refused)).toMatchObject({ outcome: "message", refusal: "no_assistant" });
    const inbox = "SELECT count(*) FROM inbox_items WHERE organization_id = $1 AND kind = 'message'";
    expect(await count(installation.admin, inbox, tenant.organizationId)).toBe(2);
  });

  it("speaks for the business, in the rule's words and the assistant's language and voice", async () => {
    await set("UPDATE assistants SET language = 'es', voice = $2 WHERE organization_id = $1", {
      provider: "vapi",
      voiceId: "Elliot",
      label: "Elliot, calm",
    });
    await setRules({ businessHours: { ...takeMessage, greeting: "Hola. ¿Quiere dejar un mensaje?" } });
    const call = incoming();
    expect(await ask(call)).toMatchObject({
      assistant: {
        firstMessage: expect.stringMatching(/^Está hablando .* Hola\. ¿Quiere dejar un mensaje\?$/) as string,
        voice: { provider: "vapi", voiceId: "Elliot" },
        transcriber: { language: "es" },
        model: { tools: [{ function: { name: "takeMessage" } }, { type: "endCall" }] },
      },
      assistantOverrides: { metadata: { callflexCallId: (await see(call))?.id } },
    });
  });
});

describe("a number whose assistant speaks another language", () => {
  const speak = (language: string) =>
    set("UPDATE assistants SET language = $2, voice = '{}' WHERE organization_id = $1", language);

  it("refuses and forwards in that language", async () => {
    await speak("de");
    await set("UPDATE phone_numbers SET fallback_number = NULL WHERE organization_id = $1");
    await set("UPDATE assistants SET status = 'paused' WHERE organization_id = $1");
    expect(await ask()).toEqual({
      error: "Vielen Dank für Ihren Anruf. Wir können ihn im Moment leider nicht entgegennehmen.",
    });
    await setRules({ businessHours: toOwner });
    expect(await ask()).toMatchObject({
      destination: { number: OWNER, message: "Vielen Dank für Ihren Anruf. Einen Moment bitte, ich verbinde Sie." },
    });
  });

  it("has its message taker greet, understand, speak and say goodbye in it", async () => {
    await speak("es");
    await set(
      "UPDATE organizations SET settings = settings || $2::jsonb WHERE id = $1",
      JSON.stringify({ defaultVoice: { provider: "vapi", voiceId: "Savannah", label: "Savannah, composed" } }),
    );
    await setRules({ businessHours: takeMessage });
    expect(await ask()).toMatchObject({
      assistant: {
        firstMessage: expect.stringMatching(/^Está hablando .* ¿Me dice su nombre, por favor\?$/) as string,
        voice: { provider: "openai" },
        transcriber: { language: "es" },
        model: { messages: [{ content: expect.stringContaining("Speak Spanish.") as string }] },
        endCallMessage: "Gracias por llamar. ¡Adiós!",
      },
    });
  });

  it("that has no assistant any more is heard in English", async () => {
    await speak("de");
    await set("UPDATE phone_numbers SET assistant_id = NULL, fallback_number = NULL WHERE organization_id = $1");
    expect(await ask()).toEqual({ error: "Thank you for calling. We can't take your call right now." });
  });
});
