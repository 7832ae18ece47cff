import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "./support/world.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: { code?: number }) => error.code,
  );
}

const addressIn = (isoCountry: string) =>
  world.twilio.addresses.create({
    customerName: "Bright Spark",
    street: "1 Main Street",
    city: "Town",
    region: "Region",
    postalCode: "12345",
    isoCountry,
    friendlyName: "Shop",
  });

describe("numbers on offer", () => {
  it("cost what the Pricing API says, for each kind that a country sells", async () => {
    const { phoneNumberPrices, priceUnit, country } = await world.twilio.pricing.v1.phoneNumbers
      .countries("US")
      .fetch();
    expect({ priceUnit, country }).toEqual({ priceUnit: "USD", country: "United States" });
    expect(phoneNumberPrices.map(({ numberType, currentPrice }) => [numberType, currentPrice])).toEqual([
      ["local", "1.15"],
      ["toll free", "2.15"],
    ]);
    expect(await codeOf(world.twilio.pricing.v1.phoneNumbers.countries("ZZ").fetch())).toBe(20404);
    expect(await codeOf(world.twilio.availablePhoneNumbers("US").mobile.list({ limit: 1 }))).toBe(20404);
  });

  it("look picked at random, but are the same at each look", async () => {
    const look = () => world.twilio.availablePhoneNumbers("US").local.list({ areaCode: 512, limit: 10 });
    const found = (await look()).map((number) => Number(number.phoneNumber.slice(-4)));
    expect(new Set(found).size).toBe(10);
    for (const [index, digits] of found.slice(1).entries()) expect(Math.abs(digits - found[index]!)).toBeGreaterThan(1);
    expect((await look()).map((number) => Number(number.phoneNumber.slice(-4)))).toEqual(found);
  });

  it("abroad tell where they are, what they can do and what they need", async () => {
    const [london] = await world.twilio.availablePhoneNumbers("GB").local.list({ limit: 1 });
    expect(london).toMatchObject({
      isoCountry: "GB",
      locality: "London",
      addressRequirements: "any",
      capabilities: { voice: true, sms: false, mms: false },
    });
  });

  it("that somebody else takes are neither offered nor sold any more", async () => {
    const first = async () => (await world.twilio.availablePhoneNumbers("US").local.list({ limit: 1 }))[0]!.phoneNumber;
    const phoneNumber = await first();
    await world.control("POST", "/twilio/taken", { phoneNumber });
    expect(await first()).not.toBe(phoneNumber);
    expect(await codeOf(world.twilio.incomingPhoneNumbers.create({ phoneNumber }))).toBe(21422);
  });
});

describe("the papers of a country", () => {
  const regulations = (isoCountry: string, endUserType: "business" | "individual" = "business") =>
    world.twilio.numbers.v2.regulatoryCompliance.regulations.list({ isoCountry, numberType: "mobile", endUserType });

  it("are told by its regulations", async () => {
    const [german, ...others] = await regulations("DE");
    expect(others).toEqual([]);
    expect(german).toMatchObject({
      friendlyName: "Germany: Mobile - Business",
      sid: expect.stringMatching(/^RN/) as string,
    });
    expect(german?.requirements).toMatchObject({
      end_user: [{ name: "Business" }],
      supporting_document: [[{ name: "Business Registration" }], [{ name: "Proof of Address" }]],
    });
    expect(await regulations("US")).toEqual([]);
    expect(await regulations("DE", "individual")).toEqual([]);
  });

  it("are asked for at the purchase: an address, in the country where it says so, and an approved bundle", async () => {
    const buy = (phoneNumber: string, given: { addressSid?: string; bundleSid?: string } = {}) =>
      world.twilio.incomingPhoneNumbers.create({ phoneNumber, ...given });
    const [london] = await world.twilio.availablePhoneNumbers("GB").local.list({ limit: 1 });
    const anywhere = await addressIn("US");
    expect(await codeOf(buy(london!.phoneNumber))).toBe(21631);
    expect(await codeOf(buy(london!.phoneNumber, { addressSid: `AD${"0".repeat(32)}` }))).toBe(21631);
    const bought = await buy(london!.phoneNumber, { addressSid: anywhere.sid });
    expect(bought).toMatchObject({ addressSid: anywhere.sid, addressRequirements: "any" });

    const [berlin] = await world.twilio.availablePhoneNumbers("DE").local.list({ limit: 1 });
    const number = berlin!.phoneNumber;
    expect(await codeOf(buy(number, { addressSid: anywhere.sid }))).toBe(21631);
    const { sid: addressSid } = await addressIn("DE");
    expect(await codeOf(buy(number, { addressSid }))).toBe(21649);
    expect(await codeOf(buy(number, { addressSid, bundleSid: `BU${"0".repeat(32)}` }))).toBe(21649);
    expect(await buy(number, { addressSid, bundleSid: `BU${"1".repeat(32)}` })).toMatchObject({ phoneNumber: number });
  });

  it("hold addresses that are kept, listed and deleted", async () => {
    const { sid } = await addressIn("IE");
    expect(await world.twilio.addresses(sid).fetch()).toMatchObject({ isoCountry: "IE", customerName: "Bright Spark" });
    expect((await world.twilio.addresses.list({ isoCountry: "IE" })).map((address) => address.sid)).toEqual([sid]);
    expect(await world.twilio.addresses(sid).remove()).toBe(true);
    expect(await codeOf(world.twilio.addresses(sid).fetch())).toBe(20404);
    expect(await codeOf(addressIn("Ireland"))).toBe(20001);
  });
});

describe("the control API", () => {
  it("shows numbers with both their sides, and assistants", async () => {
    const phoneNumber = "+14155550190";
    const created = await world.vapi.assistants.create({ name: "Front desk", metadata: { ours: "1" } } as never);
    await world.importNumber(phoneNumber, { fallbackDestination: { type: "number", number: "+13475550177" } });
    const { numbers } = await world.control<{ numbers: Record<string, unknown>[] }>("GET", "/numbers");
    expect(numbers.find((number) => number.phoneNumber === phoneNumber)).toMatchObject({
      voiceUrl: expect.stringContaining("vapi") as string,
      vapi: { fallback: "+13475550177", assistantId: null },
    });
    const { assistants } = await world.control<{ assistants: unknown[] }>("GET", "/assistants");
    expect(assistants).toMatchObject([{ id: created.id, name: "Front desk", metadata: { ours: "1" } }]);
  });
});

describe("a number at VAPI", () => {
  it("can't lead to an assistant or a credential that isn't there", async () => {
    const wrong = world.importNumber("+14155550191", { assistantId: "none", server: { credentialId: "none" } });
    await expect(wrong).rejects.toMatchObject({
      statusCode: 400,
      body: { message: ["assistantId none does not exist", "server.credentialId none does not exist"] },
    });
  });
});
