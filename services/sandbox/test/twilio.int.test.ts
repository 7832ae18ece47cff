import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authToken, startWorld, type World } from "./support/world.ts";
import { fixture, shapeDifferences } from "./support/shape.ts";

const OURS = "+14155550100";
const THEIRS = "+12125550133";

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.control("POST", "/twilio/numbers", { phoneNumber: OURS });
});
afterAll(() => world.close());
beforeEach(() => {
  world.receiver.received.length = 0;
  world.receiver.answer = () => ({ body: "<Response/>", type: "text/xml" });
});

async function codeOf(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work;
  } catch (error) {
    return (error as { code?: number }).code;
  }
  return undefined;
}

async function raw(method: string, path: string, form?: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.sandbox.url}/twilio/2010-04-01/Accounts/${world.twilio.accountSid}${path}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${world.twilio.accountSid}:${authToken}`).toString("base64")}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe("numbers", () => {
  it("are found by area code and pattern, in Twilio's shape, and are no longer offered once bought", async () => {
    const found = await world.twilio.availablePhoneNumbers("US").local.list({ areaCode: 347, limit: 3 });
    expect(found.map((number) => number.phoneNumber)).toEqual([
      expect.stringMatching(/^\+1347555\d{4}$/),
      expect.stringMatching(/^\+1347555\d{4}$/),
      expect.stringMatching(/^\+1347555\d{4}$/),
    ]);
    const answer = await raw("GET", "/AvailablePhoneNumbers/US/Local.json?AreaCode=347&PageSize=1");
    expect(shapeDifferences(fixture("twilio/api_available_local_200"), answer)).toEqual([]);

    const chosen = found[0]?.phoneNumber ?? "";
    await world.twilio.incomingPhoneNumbers.create({ phoneNumber: chosen });
    const again = await world.twilio.availablePhoneNumbers("US").local.list({ areaCode: 347, limit: 3 });
    expect(again.map((number) => number.phoneNumber)).not.toContain(chosen);
    expect(await world.twilio.availablePhoneNumbers("US").local.list({ areaCode: 999 })).toEqual([]);
    const ending = await world.twilio.availablePhoneNumbers("US").local.list({ contains: "415555*777", limit: 2 });
    expect(ending.every((number) => /^\+1415555\d777$/.test(number.phoneNumber))).toBe(true);
    const tollFree = await world.twilio.availablePhoneNumbers("US").tollFree.list({ limit: 1 });
    expect(tollFree[0]?.phoneNumber).toMatch(/^\+18\d{2}555/);
  });

  it("are bought, changed and released", async () => {
    const bought = await raw("POST", "/IncomingPhoneNumbers.json", { AreaCode: "617", FriendlyName: "Front desk" });
    expect(shapeDifferences(fixture("twilio/api_incoming-number_201"), bought)).toEqual([]);
    const sid = String(bought.sid);
    expect(sid).toMatch(/^PN[0-9a-f]{32}$/);
    const updated = await world.twilio.incomingPhoneNumbers(sid).update({ smsUrl: "https://example.test/sms" });
    expect(updated).toMatchObject({ smsUrl: "https://example.test/sms", friendlyName: "Front desk" });
    expect(updated.dateCreated).toBeInstanceOf(Date);
    expect(await world.twilio.incomingPhoneNumbers(sid).remove()).toBe(true);
    expect(await codeOf(world.twilio.incomingPhoneNumbers(sid).fetch())).toBe(20404);
  });

  it.each([
    [{ phoneNumber: "+15005550000" }, 21422],
    [{ phoneNumber: "+15005550001" }, 21421],
    [{ phoneNumber: "nonsense" }, 21421],
    [{ phoneNumber: OURS }, 21422],
    [{ areaCode: "533" }, 21452],
  ])("%o can't be bought: %i", async (options, code) => {
    expect(await codeOf(world.twilio.incomingPhoneNumbers.create(options))).toBe(code);
  });

  it("are listed page by page", async () => {
    for (let index = 0; index < 5; index++) await world.twilio.incomingPhoneNumbers.create({ areaCode: "702" });
    const all = await world.twilio.incomingPhoneNumbers.list({ phoneNumber: "+1702", pageSize: 2 } as never);
    expect(all).toHaveLength(5);
    expect(new Set(all.map((number) => number.sid)).size).toBe(5);
  });
});

describe("credentials", () => {
  it("that are wrong are refused with 20003", async () => {
    const response = await fetch(`${world.sandbox.url}/twilio/2010-04-01/Accounts/${world.twilio.accountSid}.json`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
    expect(await world.twilio.api.v2010.accounts(world.twilio.accountSid).fetch()).toMatchObject({ status: "active" });
  });
});

describe("a message", () => {
  it("goes from queued over sent to delivered, with signed callbacks", async () => {
    const statusCallback = `${world.receiver.url}/status?m=1`;
    const message = await world.twilio.messages.create({ from: OURS, to: THEIRS, body: "Hello", statusCallback });
    expect(message).toMatchObject({ status: "queued", direction: "outbound-api", numSegments: "1", price: null });
    const callbacks = await world.receiver.waitForCount(2, (request) => request.path === "/status?m=1");
    const forms = callbacks.map((request) => Object.fromEntries(new URLSearchParams(request.body)));
    expect(forms.map((form) => form.MessageStatus)).toEqual(["sent", "delivered"]);
    for (const [index, request] of callbacks.entries()) {
      const signature = String(request.headers["x-twilio-signature"]);
      expect(twilio.validateRequest(authToken, signature, statusCallback, forms[index] ?? {})).toBe(true);
      expect(twilio.validateRequest("other", signature, statusCallback, forms[index] ?? {})).toBe(false);
    }
    const tokens = callbacks.map((request) => request.headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(2);
    const sample = fixture("twilio/sms_status_delivered").form as object;
    expect(Object.keys(forms[1] ?? {}).toSorted()).toEqual(Object.keys(sample).toSorted());
    const shown = await raw("GET", `/Messages/${message.sid}.json`);
    expect(shapeDifferences(fixture("twilio/api_message_201"), shown)).toEqual([]);
    expect(shown).toMatchObject({ status: "delivered", price: "-0.00790" });
    const since = new Date(Date.now() - 60_000);
    expect(await world.twilio.messages.list({ to: THEIRS, dateSentAfter: since })).toHaveLength(1);
    expect(await world.twilio.messages.list({ dateSentAfter: new Date(Date.now() + 60_000) })).toHaveLength(0);
  });

  it.each([
    ["+15005553003", "30003"],
    ["+15005553034", "30034"],
  ])("to %s ends undelivered with %s", async (to, code) => {
    const statusCallback = `${world.receiver.url}/undelivered`;
    await world.twilio.messages.create({ from: OURS, to, body: "Hello", statusCallback });
    const last = await world.receiver.waitFor((request) => request.body.includes("undelivered"));
    expect(Object.fromEntries(new URLSearchParams(last.body))).toMatchObject({ ErrorCode: code, To: to });
  });

  it("from an unregistered US number is accepted and ends undelivered with 30034", async () => {
    await world.control("POST", "/twilio/numbers", { phoneNumber: "+14155550101", texting: "unregistered" });
    const statusCallback = `${world.receiver.url}/unregistered`;
    await world.twilio.messages.create({ from: "+14155550101", to: THEIRS, body: "Hello", statusCallback });
    const last = await world.receiver.waitFor((request) => request.body.includes("undelivered"));
    expect(last.body).toContain("ErrorCode=30034");
  });

  it.each([
    [{ from: OURS, to: "+15005550001" }, 21211],
    [{ from: OURS, to: "+15005550002" }, 21612],
    [{ from: OURS, to: "+15005550003" }, 21408],
    [{ from: OURS, to: "+15005550004" }, 21610],
    [{ from: OURS, to: "+15005550009" }, 21614],
    [{ from: OURS, to: "123" }, 21211],
    [{ from: "+15005550001", to: THEIRS }, 21212],
    [{ from: "+15005550007", to: THEIRS }, 21606],
    [{ from: "+15005550008", to: THEIRS }, 21611],
    [{ from: "+19995550100", to: THEIRS }, 21606],
    [{ from: OURS, to: THEIRS, body: "x".repeat(1_601) }, 21617],
    [{ from: OURS, to: THEIRS, statusCallback: "https://under_score.test/x" }, 21609],
  ])("%o is refused with %i", async (options, code) => {
    expect(await codeOf(world.twilio.messages.create({ body: "Hello", ...options }))).toBe(code);
  });

  it("is not retried on a 5xx of the callback, unless the address says so", async () => {
    world.receiver.answer = () => ({ status: 500 });
    const plain = `${world.receiver.url}/plain`;
    await world.twilio.messages.create({ from: OURS, to: THEIRS, body: "one", statusCallback: plain });
    const keen = `${world.receiver.url}/keen#rc=2&rp=5xx`;
    await world.twilio.messages.create({ from: OURS, to: THEIRS, body: "two", statusCallback: keen });
    const tries = await world.receiver.waitForCount(6, (request) => request.path === "/keen");
    expect(world.receiver.received.filter((request) => request.path === "/plain")).toHaveLength(2);
    const tokens = tries.map((request) => request.headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe("a text from a person", () => {
  beforeAll(async () => {
    const [line] = await world.twilio.incomingPhoneNumbers.list({ phoneNumber: OURS });
    await world.twilio.incomingPhoneNumbers(line?.sid ?? "").update({ smsUrl: `${world.receiver.url}/sms` });
  });

  const text = (body: string) => world.control("POST", "/sms", { from: THEIRS, to: OURS, body });
  const textsToThem = async (): Promise<string[]> => {
    const { messages } = await world.control<{ messages: { body: string; direction: string }[] }>(
      "GET",
      `/messages?to=${encodeURIComponent(THEIRS)}`,
    );
    return messages.filter((message) => message.direction === "outbound-reply").map((message) => message.body);
  };

  it("reaches smsUrl, signed, and the TwiML answer goes back", async () => {
    const reply = new twilio.twiml.MessagingResponse();
    reply.message('We are open & "here" until 5.');
    world.receiver.answer = () => ({ body: reply.toString(), type: "text/xml" });
    await text("When are you open?");
    const webhook = await world.receiver.waitFor((request) => request.path === "/sms");
    const form = Object.fromEntries(new URLSearchParams(webhook.body));
    const signature = String(webhook.headers["x-twilio-signature"]);
    expect(twilio.validateRequest(authToken, signature, `${world.receiver.url}/sms`, form)).toBe(true);
    const sample = fixture("twilio/sms_inbound").form as object;
    expect(Object.keys(form).toSorted()).toEqual(Object.keys(sample).toSorted());
    await expect.poll(textsToThem).toContain('We are open & "here" until 5.');
  });

  it("STOP blocks later messages with 21610 until START", async () => {
    await text("stop");
    await world.receiver.waitFor((request) => request.body.includes("Body=stop"));
    expect((await textsToThem())[0]).toMatch(/unsubscribed/);
    const send = () => world.twilio.messages.create({ from: OURS, to: THEIRS, body: "Hi again" });
    expect(await codeOf(send())).toBe(21610);
    await text("START");
    expect(await codeOf(send())).toBeUndefined();
  });
});
