import { randomUUID } from "node:crypto";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { createVapiTestCalls, type VapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { account, startProviders, type Providers } from "./start-providers.ts";

const SERVER_URL = "https://hooks.callflex.test/vapi";

let providers: Providers;
let testCalls: VapiTestCalls;
let vapiAssistantId: string;
let vapiPhoneNumberId: string;
let credentialId: string;

beforeAll(async () => {
  providers = await startProviders();
  testCalls = createVapiTestCalls(providers.vapiAs());
  const metadata = { callflexAssistantId: randomUUID(), callflexOrganizationId: randomUUID() };
  const assistant = await createVapiAssistants(providers.vapiAs()).createVapiAssistant({
    name: "Front desk",
    firstMessage: "Hello, how can I help?",
    metadata,
  });
  vapiAssistantId = assistant.id;
  const e164 = "+14155550100";
  const given = { organizationId: randomUUID(), secret: "a secret of this test" };
  credentialId = (await createVapiCredentials(providers.vapiAs()).createVapiCredential(given)).id;
  await providers.control("POST", "/twilio/numbers", { phoneNumber: e164 });
  const number = await createVapiNumbers(providers.vapiAs(), account).importVapiPhoneNumber(e164, {
    numberId: randomUUID(),
    serverUrl: SERVER_URL,
    credentialId,
    fallbackNumber: "+13475550177",
  });
  vapiPhoneNumberId = number.id;
});
afterEach(() => providers.repair());
afterAll(() => providers?.close());

const request = () => ({
  testCallId: randomUUID(),
  vapiAssistantId,
  variableValues: { businessName: "Hill Plumbing" },
  madeAfter: new Date(),
});
const ring = () => ({ ...request(), vapiPhoneNumberId, toNumber: "+14155550177", told: {} });
const web = () => ({ ...request(), serverUrl: SERVER_URL, credentialId });

async function madeFor(testCallId: string) {
  const calls = await providers.vapi.calls.list({ limit: 500 });
  return calls.filter((call) => JSON.stringify(call).includes(testCallId));
}

describe.each([
  ["a call by telephone", "/call", () => ring(), (given: unknown) => testCalls.createVapiCall(given as never)],
  ["a conversation", "/call/web", () => web(), (given: unknown) => testCalls.createVapiWebCall(given as never)],
])("%s", (_what, path, make, place) => {
  test("is placed once for an id", async () => {
    const given = make();
    const placed = await place(given);
    expect(await place(given)).toMatchObject({ id: placed.id });
    expect(await testCalls.findVapiCall(given)).toMatchObject({ id: placed.id });
    expect(await madeFor(given.testCallId)).toHaveLength(1);
  });

  test.each([
    ["before", 500],
    ["after", 500],
    ["before", "disconnect"],
    ["after", "disconnect"],
  ] as const)(
    "whose answer is lost (%s, %s) is not placed again by itself; the next try settles it",
    async (effect, status) => {
      const given = make();
      await providers.breakOnce({ provider: "vapi", method: "POST", path, effect, status });
      await expect(place(given)).rejects.toMatchObject({ provider: "vapi", retryable: true });
      await place(given);
      expect(await madeFor(given.testCallId)).toHaveLength(1);
    },
  );

  test("with an assistant that VAPI doesn't have is refused with words for customers", async () => {
    const given = { ...make(), vapiAssistantId: randomUUID() };
    await expect(place(given)).rejects.toMatchObject({
      retryable: false,
      customerMessage: expect.stringMatching(/press Sync/),
    });
  });
});

test("a conversation tells VAPI where its events go, and us where a browser joins", async () => {
  const given = web();
  const { joinUrl } = await testCalls.createVapiWebCall(given);
  expect(joinUrl).toMatch(/^http/);
  const [call] = await madeFor(given.testCallId);
  expect(call).toMatchObject({
    assistantOverrides: {
      variableValues: { businessName: "Hill Plumbing" },
      server: { url: SERVER_URL, credentialId, timeoutSeconds: 20 },
    },
  });
});

test("a call by telephone leaves its events to the number, and nobody joins it", async () => {
  const told = { firstMessage: "You speak with an AI. Hello!", artifactPlan: { recordingEnabled: false } };
  const given = { ...ring(), told };
  expect(await testCalls.createVapiCall(given)).toMatchObject({ joinUrl: null, ended: false });
  const [call] = await madeFor(given.testCallId);
  expect(call).toMatchObject({ name: `cf:${given.testCallId}`, customer: { number: given.toNumber } });
  expect(call?.assistantOverrides).toMatchObject(told);
  expect(call?.assistantOverrides).not.toHaveProperty("server");
});

test("words reach a conversation until it is over", async () => {
  const { id } = await testCalls.createVapiWebCall(web());
  expect(await testCalls.controlVapiCall(id, { kind: "person_says", text: "Are you open today?" })).toBe(true);
  expect(await testCalls.controlVapiCall(id, { kind: "end" })).toBe(true);
  for (;;) {
    const call = await testCalls.getVapiCall(id);
    if (call?.ended) break;
  }
  expect(await testCalls.controlVapiCall(id, { kind: "person_says", text: "Hello?" })).toBe(false);
  expect(await testCalls.controlVapiCall(randomUUID(), { kind: "end" })).toBe(false);
  expect(await testCalls.getVapiCall(randomUUID())).toBeNull();
});
