import { randomUUID } from "node:crypto";
import { createTwilioNumbers, type TwilioNumbers } from "@callflex/providers/twilio/numbers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startProviders, type Providers } from "./start-providers.ts";

const PURCHASE = { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers.json" } as const;

let providers: Providers;
let numbers: TwilioNumbers;
beforeAll(async () => {
  providers = await startProviders();
  numbers = createTwilioNumbers(providers.twilio);
});
afterEach(() => providers.repair());
afterAll(() => providers?.close());

async function freeNumber(): Promise<string> {
  const [offer] = await numbers.searchAvailableNumbers({ country: "US", type: "local", limit: 1 });
  return offer!.e164;
}

const ownedAs = async (e164: string) => (await numbers.listNumbers()).filter((number) => number.e164 === e164);

describe("a search", () => {
  test("finds numbers of an area with place, price and what they can do", async () => {
    const found = await numbers.searchAvailableNumbers({ country: "US", type: "local", areaCode: "347", limit: 5 });
    expect(found).toHaveLength(5);
    for (const offer of found) {
      expect(offer).toEqual({
        e164: expect.stringMatching(/^\+1347555\d{4}$/) as string,
        type: "local",
        country: "US",
        city: "Brooklyn",
        region: "NY",
        capabilities: { voice: true, sms: true, mms: true },
        addressNeeded: "none",
        monthlyPrice: { amount: "1.15", currency: "USD" },
      });
    }
    const withDigits = { country: "US", type: "local", contains: "415555*777", limit: 20 } as const;
    const matching = await numbers.searchAvailableNumbers(withDigits);
    expect(matching.length).toBeGreaterThan(0);
    for (const { e164 } of matching) expect(e164).toMatch(/^\+1415555\d777$/);
  });

  test("tells toll-free and foreign numbers by their price and needs", async () => {
    const [tollFree] = await numbers.searchAvailableNumbers({ country: "US", type: "tollFree", limit: 1 });
    expect(tollFree).toMatchObject({ type: "tollFree", city: null, monthlyPrice: { amount: "2.15" } });
    const [german] = await numbers.searchAvailableNumbers({ country: "DE", type: "local", limit: 1 });
    expect(german).toMatchObject({
      country: "DE",
      city: "Berlin",
      addressNeeded: "local",
      capabilities: { sms: false },
    });
    expect(await numbers.listNumberPapers("DE", "local")).toEqual([
      "Business",
      "Business Registration",
      "Proof of Address",
    ]);
    expect(await numbers.listNumberPapers("US", "local")).toEqual([]);
  });

  test("for what isn't sold finds nothing", async () => {
    expect(await numbers.searchAvailableNumbers({ country: "US", type: "mobile", limit: 1 })).toEqual([]);
    expect(await numbers.searchAvailableNumbers({ country: "ZZ", type: "local", limit: 1 })).toEqual([]);
    const nowhere = { country: "US", type: "local", areaCode: "999", limit: 1 } as const;
    expect(await numbers.searchAvailableNumbers(nowhere)).toEqual([]);
  });

  test("by an area code that the country doesn't have says so", async () => {
    const search = numbers.searchAvailableNumbers({ country: "GB", type: "local", areaCode: "207", limit: 1 });
    await expect(search).rejects.toMatchObject({ retryable: false, remedy: "correct_input" });
  });

  test("hides no number because a price can't be read, and asks for the price again the next time", async () => {
    const fresh = createTwilioNumbers(providers.twilio);
    const search = { country: "CA", type: "local", limit: 1 } as const;
    await providers.breakOnce({ provider: "twilio", path: "/v1/PhoneNumbers", status: 503 });
    expect(await fresh.searchAvailableNumbers(search)).toMatchObject([{ country: "CA", monthlyPrice: null }]);
    expect(await fresh.searchAvailableNumbers(search)).toMatchObject([{ monthlyPrice: { currency: "USD" } }]);
    await providers.breakOnce({ provider: "twilio", path: "/AvailablePhoneNumbers", status: 503 });
    await expect(fresh.searchAvailableNumbers(search)).rejects.toMatchObject({ code: "503", retryable: true });
  });
});

describe("a purchase", () => {
  test("is made once under an id, which the number carries; calls are left to VAPI", async () => {
    const [id, e164] = [randomUUID(), await freeNumber()];
    const bought = await numbers.provisionNumber({ id, e164 });
    expect(bought).toMatchObject({ e164, ownerId: id, voiceUrl: null, sid: expect.stringMatching(/^PN/) as string });
    expect(await numbers.provisionNumber({ id, e164 })).toEqual(bought);
    expect(await ownedAs(e164)).toEqual([bought]);
    expect(await numbers.getNumber(bought.sid)).toEqual(bought);
    expect(await numbers.findNumber(id)).toEqual(bought);
    expect(await numbers.findNumber(randomUUID())).toBeNull();
  });

  test.each([
    ["before", 503, "503"],
    ["after", 503, "503"],
    ["before", "disconnect", "network"],
    ["after", "disconnect", "network"],
    ["before", 429, "20429"],
  ] as const)(
    "that fails %s its effect (%s) is not repeated by itself, and settled by the next call",
    async (effect, status, code) => {
      const [id, e164] = [randomUUID(), await freeNumber()];
      await providers.breakOnce({ ...PURCHASE, effect, status });
      await expect(numbers.provisionNumber({ id, e164 })).rejects.toMatchObject({ retryable: true, code });
      expect(await ownedAs(e164)).toHaveLength(effect === "after" ? 1 : 0);
      const { sid } = await numbers.provisionNumber({ id, e164 });
      expect((await ownedAs(e164)).map((number) => number.sid)).toEqual([sid]);
    },
  );

  test("that is under way twice ends in one number", async () => {
    const [id, e164] = [randomUUID(), await freeNumber()];
    // Both look before either has bought.
    await providers.breakOnce({ ...PURCHASE, latencyMs: 150 });
    const both = await Promise.all([numbers.provisionNumber({ id, e164 }), numbers.provisionNumber({ id, e164 })]);
    expect(new Set(both.map(({ sid }) => sid)).size).toBe(1);
    expect(await ownedAs(e164)).toHaveLength(1);
  });

  test.each([
    ["+15005550000", "21422", "choose_another_number"],
    ["+15005550001", "21421", "choose_another_number"],
  ])("of %s is refused with %s and what helps", async (e164, code, remedy) => {
    const refused = numbers.provisionNumber({ id: randomUUID(), e164 });
    await expect(refused).rejects.toMatchObject({ code, remedy, retryable: false });
  });

  test("of a number that somebody else took in the meantime, here or elsewhere, tells to choose another", async () => {
    const elsewhere = await freeNumber();
    await providers.control("POST", "/twilio/taken", { phoneNumber: elsewhere });
    expect(await freeNumber()).not.toBe(elsewhere);
    const here = await freeNumber();
    await numbers.provisionNumber({ id: randomUUID(), e164: here });
    for (const e164 of [elsewhere, here]) {
      await expect(numbers.provisionNumber({ id: randomUUID(), e164 })).rejects.toMatchObject({
        code: "21422",
        customerMessage: expect.stringMatching(/just taken.*choose another/) as string,
      });
    }
  });

  test("under an id that has bought another number is refused", async () => {
    const id = randomUUID();
    await numbers.provisionNumber({ id, e164: await freeNumber() });
    const second = numbers.provisionNumber({ id, e164: await freeNumber() });
    await expect(second).rejects.toMatchObject({ code: "tag-in-use", retryable: false });
  });

  test("abroad needs an address in the country, then papers, each said in words", async () => {
    const [offer] = await numbers.searchAvailableNumbers({ country: "IE", type: "local", limit: 1 });
    const purchase = { id: randomUUID(), e164: offer!.e164 };
    await expect(numbers.provisionNumber(purchase)).rejects.toMatchObject({ code: "21631", remedy: "give_address" });
    const addressIn = (isoCountry: string) =>
      providers.twilio.addresses.create({
        customerName: "Bright Spark",
        street: "1 Main Street",
        city: "Town",
        region: "Region",
        postalCode: "12345",
        isoCountry,
      });
    const [{ sid: abroad }, { sid: addressSid }] = await Promise.all([addressIn("US"), addressIn("IE")]);
    await expect(numbers.provisionNumber({ ...purchase, addressSid: abroad })).rejects.toMatchObject({ code: "21631" });
    const without = numbers.provisionNumber({ ...purchase, addressSid });
    await expect(without).rejects.toMatchObject({ code: "21649", remedy: "give_bundle", retryable: false });
    const inReview = numbers.provisionNumber({ ...purchase, addressSid, bundleSid: `BU${"0".repeat(32)}` });
    await expect(inReview).rejects.toMatchObject({ code: "21649" });
    const bundleSid = `BU${"a".repeat(32)}`;
    const bought = await numbers.provisionNumber({ ...purchase, addressSid, bundleSid });
    expect(bought).toMatchObject({ addressSid, bundleSid, capabilities: { voice: true, sms: false } });
  });

  test("with credentials that were revoked is final and for us to look at", async () => {
    const revoked = createTwilioNumbers(providers.twilioAs({ authToken: "revoked" }));
    const refused = revoked.provisionNumber({ id: randomUUID(), e164: await freeNumber() });
    await expect(refused).rejects.toMatchObject({ code: "20003", retryable: false, remedy: "tell_operator" });
  });
});

describe("a number of ours", () => {
  const webhooks = { smsUrl: "https://hooks.callflex.test/sms", statusCallback: "https://hooks.callflex.test/status" };

  test("gets its addresses for texts and reports, and keeps the one for calls", async () => {
    const { sid } = await numbers.provisionNumber({ id: randomUUID(), e164: await freeNumber() });
    await providers.twilio.incomingPhoneNumbers(sid).update({ voiceUrl: "https://voice.example.test" });
    const updated = await numbers.updateNumberWebhook(sid, webhooks);
    expect(updated).toMatchObject({ sid, ...webhooks, voiceUrl: "https://voice.example.test" });
    expect(await numbers.updateNumberWebhook(sid, webhooks)).toEqual(updated);
    const { statusCallback } = webhooks;
    expect(await numbers.updateNumberWebhook(sid, { statusCallback })).toMatchObject({ smsUrl: webhooks.smsUrl });
    const gone = numbers.updateNumberWebhook(`PN${"0".repeat(32)}`, webhooks);
    await expect(gone).rejects.toMatchObject({ code: "20404", retryable: false });
  });

  test("that was bought by hand can be claimed, unless it is another row's", async () => {
    await providers.control("POST", "/twilio/numbers", { phoneNumber: "+14155559997" });
    const [strange] = await ownedAs("+14155559997");
    const id = randomUUID();
    expect(await numbers.claimNumber(strange!.sid, id)).toMatchObject({ sid: strange!.sid, ownerId: id });
    expect(await numbers.claimNumber(strange!.sid, id)).toMatchObject({ ownerId: id });
    const again = numbers.claimNumber(strange!.sid, randomUUID());
    await expect(again).rejects.toMatchObject({ code: "tag-in-use", retryable: false });
    expect(await numbers.findNumber(id)).toMatchObject({ sid: strange!.sid });
  });

  test("is given back once, by its SID or by the id it was bought for", async () => {
    const id = randomUUID();
    const { sid } = await numbers.provisionNumber({ id, e164: await freeNumber() });
    await providers.breakOnce({ provider: "twilio", method: "DELETE", effect: "after", status: "disconnect" });
    await expect(numbers.releaseNumber({ sid })).rejects.toMatchObject({ code: "network", retryable: true });
    expect(await numbers.releaseNumber({ sid })).toBe(0);
    expect(await numbers.getNumber(sid)).toBeNull();

    const lost = { id: randomUUID(), e164: await freeNumber() };
    await providers.breakOnce({ ...PURCHASE, effect: "after", status: "disconnect" });
    await expect(numbers.provisionNumber(lost)).rejects.toMatchObject({ code: "network" });
    expect(await numbers.releaseNumber({ id: lost.id })).toBe(1);
    expect(await numbers.releaseNumber({ id: lost.id })).toBe(0);
    expect(await ownedAs(lost.e164)).toEqual([]);
  });

  test("stands in the list beside strangers, who have no id of ours", async () => {
    const id = randomUUID();
    await numbers.provisionNumber({ id, e164: await freeNumber() });
    await providers.control("POST", "/twilio/numbers", { phoneNumber: "+14155559999" });
    const all = await numbers.listNumbers();
    expect(all.find(({ ownerId }) => ownerId === id)).toBeDefined();
    expect(all.find(({ e164 }) => e164 === "+14155559999")).toMatchObject({ ownerId: null });
  });
});
