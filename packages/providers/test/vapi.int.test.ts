import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createTwilioNumbers } from "@callflex/providers/twilio/numbers";
import { createVapiAssistants, type AssistantConfig, type VapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials, type VapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiNumbers, type VapiNumbers } from "@callflex/providers/vapi/numbers";
import { verifyVapi } from "@callflex/providers/vapi/verify";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { account, startProviders, type Fault, type Providers } from "./start-providers.ts";

const FALLBACK = "+13475550177";
const SERVER_URL = "https://hooks.callflex.test/vapi";

/** Ways in which a create's answer is lost, and whether the thing was made. */
const LOST: [Required<Pick<Fault, "effect" | "status">>, string, number][] = [
  [{ effect: "before", status: 500 }, "500", 0],
  [{ effect: "after", status: 500 }, "500", 1],
  [{ effect: "before", status: "disconnect" }, "network", 0],
  [{ effect: "after", status: "disconnect" }, "network", 1],
  [{ effect: "before", status: 429 }, "429", 0],
];

let providers: Providers;
let assistants: VapiAssistants;
let numbers: VapiNumbers;
let credentials: VapiCredentials;
beforeAll(async () => {
  providers = await startProviders();
  assistants = createVapiAssistants(providers.vapiAs());
  numbers = createVapiNumbers(providers.vapiAs(), account);
  credentials = createVapiCredentials(providers.vapiAs());
});
afterEach(() => providers.repair());
afterAll(() => providers?.close());

describe("an assistant", () => {
  const config = (change: Partial<AssistantConfig> = {}): AssistantConfig => ({
    name: "Front desk",
    firstMessage: "Hello",
    metadata: { callflexAssistantId: randomUUID(), callflexOrganizationId: randomUUID() },
    ...change,
  });

  test("is made once for an id; a later configuration goes to the same one", async () => {
    const madeAfter = new Date();
    const given = config();
    const made = await assistants.createVapiAssistant(given, madeAfter);
    expect(made).toMatchObject(given);
    const again = await assistants.createVapiAssistant({ ...given, firstMessage: "Good day" }, madeAfter);
    expect(again).toMatchObject({ id: made.id, firstMessage: "Good day" });
    expect(await assistants.findVapiAssistants(given.metadata.callflexAssistantId)).toHaveLength(1);
    expect((await assistants.listVapiAssistants()).map(({ id }) => id)).toContain(made.id);
  });

  test.each(LOST)(
    "whose making fails (%o) is not made again by itself; the next call settles it",
    async (fault, code, made) => {
      const given = config();
      await providers.breakOnce({ provider: "vapi", method: "POST", path: "/assistant", ...fault });
      const lost = assistants.createVapiAssistant(given);
      await expect(lost).rejects.toMatchObject({ provider: "vapi", retryable: true, code });
      const id = given.metadata.callflexAssistantId;
      expect(await assistants.findVapiAssistants(id)).toHaveLength(made);
      await assistants.createVapiAssistant(given);
      expect(await assistants.findVapiAssistants(id)).toHaveLength(1);
    },
  );

  test("that VAPI takes too long to make is given up, and found afterwards", async () => {
    const hasty = createVapiAssistants(providers.vapiAs({ timeoutMs: 100 }));
    const given = config();
    await providers.breakOnce({ provider: "vapi", method: "POST", path: "/assistant", latencyMs: 400 });
    await expect(hasty.createVapiAssistant(given)).rejects.toMatchObject({ code: "network", retryable: true });
    const found = () => assistants.findVapiAssistants(given.metadata.callflexAssistantId);
    await expect.poll(found, { timeout: 10_000 }).toHaveLength(1);
    const [made] = await found();
    await providers.repair();
    expect((await assistants.createVapiAssistant(given)).id).toBe(made!.id);
  });

  test("that is made by two at once is one in the end", async () => {
    const given = config();
    await providers.breakOnce({ provider: "vapi", method: "POST", path: "/assistant", latencyMs: 150 });
    const both = await Promise.all([assistants.createVapiAssistant(given), assistants.createVapiAssistant(given)]);
    const left = await assistants.findVapiAssistants(given.metadata.callflexAssistantId);
    expect(left).toHaveLength(1);
    expect(both.map(({ id }) => id)).toEqual([left[0]!.id, left[0]!.id]);
  });

  test("is changed, read and deleted; deleting twice is no failure", async () => {
    const given = config();
    const { id } = await assistants.createVapiAssistant(given);
    expect(await assistants.updateVapiAssistant(id, { ...given, name: "Night desk" })).toMatchObject({
      name: "Night desk",
    });
    expect(await assistants.getVapiAssistant(id)).toMatchObject({ id, name: "Night desk", metadata: given.metadata });
    await providers.breakOnce({ provider: "vapi", method: "DELETE", effect: "after", status: "disconnect" });
    await expect(assistants.deleteVapiAssistant(id)).rejects.toMatchObject({ retryable: true });
    await assistants.deleteVapiAssistant(id);
    expect(await assistants.getVapiAssistant(id)).toBeNull();
    await expect(assistants.updateVapiAssistant(id, given)).rejects.toMatchObject({ code: "404", retryable: false });
  });

  test("that is wrong is refused with everything that is wrong, for our log", async () => {
    const wrong = assistants.createVapiAssistant(config({ name: "x".repeat(41), maxDurationSeconds: 5 }));
    await expect(wrong).rejects.toMatchObject({
      code: "400",
      retryable: false,
      remedy: "tell_operator",
      message: expect.stringMatching(/^name must be shorter.*; maxDurationSeconds must not be less/) as string,
    });
  });

  test("isn't kept with a key that was revoked", async () => {
    const revoked = createVapiAssistants(providers.vapiAs({ apiKey: "revoked" }));
    await expect(revoked.createVapiAssistant(config())).rejects.toMatchObject({ code: "401", retryable: false });
  });
});

describe("a credential", () => {
  const stored = async (organizationId: string) =>
    (await credentials.listVapiCredentials()).filter((found) => found.organizationId === organizationId);

  test("is made once for an organization and never shows its secret", async () => {
    const given = { organizationId: randomUUID(), secret: "a secret" };
    const made = await credentials.createVapiCredential(given);
    expect(await credentials.createVapiCredential(given)).toEqual(made);
    expect(await credentials.createVapiCredential({ ...given, knownId: made.id })).toEqual(made);
    expect(await credentials.createVapiCredential({ ...given, knownId: randomUUID() })).toEqual(made);
    expect(await stored(given.organizationId)).toEqual([made]);
    expect(await credentials.getVapiCredential(made.id)).toEqual(made);
    expect(JSON.stringify(made)).not.toContain(given.secret);
  });

  test.each(LOST)("whose making fails (%o) is settled by the next call", async (fault, code, made) => {
    const given = { organizationId: randomUUID(), secret: "a secret" };
    await providers.breakOnce({ provider: "vapi", method: "POST", path: "/credential", ...fault });
    await expect(credentials.createVapiCredential(given)).rejects.toMatchObject({ retryable: true, code });
    expect(await stored(given.organizationId)).toHaveLength(made);
    await credentials.createVapiCredential(given);
    expect(await stored(given.organizationId)).toHaveLength(1);
  });

  test("is deleted; deleting twice is no failure, changing it then is", async () => {
    const given = { organizationId: randomUUID(), secret: "a secret" };
    const { id } = await credentials.createVapiCredential(given);
    await credentials.deleteVapiCredential(id);
    await credentials.deleteVapiCredential(id);
    expect(await credentials.getVapiCredential(id)).toBeNull();
    await expect(credentials.rotateVapiCredential(id, given)).rejects.toMatchObject({ code: "404", retryable: false });
  });
});

describe("a number", () => {
  let credentialId: string;
  beforeAll(async () => {
    credentialId = (await credentials.createVapiCredential({ organizationId: randomUUID(), secret: "s" })).id;
  });

  const twilio = () => createTwilioNumbers(providers.twilio);
  const link = (numberId: string) => ({ numberId, serverUrl: SERVER_URL, credentialId, fallbackNumber: FALLBACK });

  async function bought() {
    const id = randomUUID();
    const [offer] = await twilio().searchAvailableNumbers({ country: "US", type: "local", limit: 1 });
    return { id, ...(await twilio().provisionNumber({ id, e164: offer!.e164 })) };
  }

  test("is imported once and leads to us, with a human to fall back on and no assistant", async () => {
    const { id, e164, sid } = await bought();
    await twilio().updateNumberWebhook(sid, {
      smsUrl: "https://us.test/sms",
      statusCallback: "https://us.test/status",
    });
    const imported = await numbers.importVapiPhoneNumber(e164, link(id));
    expect(imported).toMatchObject({
      e164,
      numberId: id,
      serverUrl: SERVER_URL,
      credentialId,
      fallbackNumber: FALLBACK,
      answeredBy: null,
      provider: "twilio",
      status: "active",
    });
    expect(await numbers.importVapiPhoneNumber(e164, link(id))).toEqual(imported);
    expect((await numbers.listVapiPhoneNumbers()).filter((number) => number.e164 === e164)).toHaveLength(1);
    expect(await numbers.getVapiPhoneNumber(imported.id)).toEqual(imported);
    // VAPI takes the calls; texts and reports stay ours.
    expect(await twilio().getNumber(sid)).toMatchObject({
      voiceUrl: expect.stringContaining("vapi") as string,
      smsUrl: "https://us.test/sms",
      statusCallback: "https://us.test/status",
    });
    expect(JSON.stringify(imported)).not.toContain(account.authToken);
  });

  test.each(LOST)("whose import fails (%o) is settled by the next call", async (fault, code, made) => {
    const { id, e164 } = await bought();
    await providers.breakOnce({ provider: "vapi", method: "POST", path: "/phone-number", ...fault });
    await expect(numbers.importVapiPhoneNumber(e164, link(id))).rejects.toMatchObject({ retryable: true, code });
    const known = async () => (await numbers.listVapiPhoneNumbers()).filter((number) => number.e164 === e164);
    expect(await known()).toHaveLength(made);
    const { id: vapiId } = await numbers.importVapiPhoneNumber(e164, link(id));
    expect(await known()).toMatchObject([{ id: vapiId }]);
  });

  test("that is imported twice at once is imported once", async () => {
    const { id, e164 } = await bought();
    await providers.breakOnce({ provider: "vapi", method: "POST", path: "/phone-number", latencyMs: 150 });
    const both = await Promise.all([
      numbers.importVapiPhoneNumber(e164, link(id)),
      numbers.importVapiPhoneNumber(e164, link(id)),
    ]);
    expect(new Set(both.map((number) => number.id)).size).toBe(1);
  });

  test("is led back to us when an assistant was set by hand", async () => {
    const { id, e164 } = await bought();
    const imported = await numbers.importVapiPhoneNumber(e164, link(id));
    const { id: assistantId } = await providers.vapi.assistants.create({ name: "By hand" });
    await providers.vapi.phoneNumbers.update({ id: imported.id, body: { provider: "twilio", assistantId } });
    expect(await numbers.getVapiPhoneNumber(imported.id)).toMatchObject({ answeredBy: "assistant" });
    const repaired = await numbers.updateVapiPhoneNumber(imported.id, { ...link(id), fallbackNumber: "+13475550178" });
    expect(repaired).toMatchObject({ answeredBy: null, fallbackNumber: "+13475550178", serverUrl: SERVER_URL });
  });

  test("that isn't ours at Twilio, or would fall back to nowhere, is refused", async () => {
    const strange = numbers.importVapiPhoneNumber("+14155559998", link(randomUUID()));
    await expect(strange).rejects.toMatchObject({ code: "400", retryable: false });
    const { id, e164 } = await bought();
    const nowhere = numbers.importVapiPhoneNumber(e164, { ...link(id), fallbackNumber: "reception" });
    await expect(nowhere).rejects.toMatchObject({
      code: "400",
      message: expect.stringContaining("fallbackDestination.number") as string,
    });
    expect(await numbers.findVapiPhoneNumber(e164)).toBeNull();
  });

  test("asks us with a signature of its credential, also after the secret was changed", async () => {
    const deliveries: { headers: IncomingHttpHeaders; rawBody: Buffer }[] = [];
    const server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on("data", (chunk: Buffer) => chunks.push(chunk));
      req.on("end", () => {
        deliveries.push({ headers: req.headers, rawBody: Buffer.concat(chunks) });
        res.writeHead(200, { "content-type": "application/json" }).end('{"error":"Closed"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const given = { organizationId: randomUUID(), secret: "first" };
    const own = await credentials.createVapiCredential(given);
    const { id, e164 } = await bought();
    await numbers.importVapiPhoneNumber(e164, { ...link(id), serverUrl, credentialId: own.id });
    const accepted = async (secret: string) => {
      const placed = await providers.control("POST", "/calls", { to: e164, speed: "instant" });
      // Of the call before something may still be under way.
      const about = () => deliveries.find(({ rawBody }) => rawBody.includes(String(placed.callId)));
      await expect.poll(about, { timeout: 10_000 }).toBeDefined();
      return verifyVapi({ ...about()!, credential: { scheme: "hmac", secret }, now: new Date() }).ok;
    };
    expect(await accepted("first")).toBe(true);
    await credentials.rotateVapiCredential(own.id, { ...given, secret: "second" });
    expect(await accepted("first")).toBe(false);
    expect(await accepted("second")).toBe(true);
    server.closeAllConnections();
    server.close();
  });

  test("is taken from VAPI, once, and stays ours at Twilio", async () => {
    const { id, e164, sid } = await bought();
    const { id: vapiId } = await numbers.importVapiPhoneNumber(e164, link(id));
    await providers.breakOnce({ provider: "vapi", method: "DELETE", effect: "after", status: 500 });
    await expect(numbers.deleteVapiPhoneNumber(vapiId)).rejects.toMatchObject({ retryable: true });
    await numbers.deleteVapiPhoneNumber(vapiId);
    expect(await numbers.getVapiPhoneNumber(vapiId)).toBeNull();
    expect(await twilio().getNumber(sid)).toMatchObject({ voiceUrl: null });
    await expect(numbers.updateVapiPhoneNumber(vapiId, link(id))).rejects.toMatchObject({ code: "404" });
  });
});
