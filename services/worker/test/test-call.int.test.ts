import { newId } from "@callflex/db/ids";
import { transaction } from "@callflex/db/transaction";
import { beginTestCall } from "@callflex/domain/test-calls/begin-test-call";
import {
  makeAssistant,
  makeOrganization,
  makePhoneNumber,
  makeTestCall,
  uniquePhone,
} from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "./harness.ts";
import { runWorker } from "./run-worker.ts";
import { startTestCallWorld, type TestCallWorld } from "./test-call-world.ts";

let world: TestCallWorld;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  world = await startTestCallWorld();
  worker = await runWorker(world.options);
});
afterEach(() => world.control("DELETE", "/faults"));
afterAll(async () => {
  await worker?.stop();
  await world?.stop();
});

type Business = Awaited<ReturnType<TestCallWorld["business"]>>;

async function callMe(business: Business, toNumber = uniquePhone(), headers: Record<string, string> = {}) {
  const body = { kind: "call_me", phoneNumberId: business.number.id, toNumber, consent: true };
  const answer = await business.request("POST", "/test-calls", { body, headers });
  expect(answer.status).toBe(202);
  return { id: answer.body.id as string, toNumber };
}

async function openConversation(business: Business) {
  const body = { kind: "web", assistantId: business.assistantId };
  const answer = await business.request("POST", "/test-calls", { body });
  expect(answer.status).toBe(202);
  const { id } = answer.body as { id: string };
  const { callId } = await until(
    () => business.get(`/test-calls/${id}`),
    (call) => call.callId !== null,
  );
  return {
    id,
    callId: callId as string,
    say: (text: string) => business.request("POST", `/test-calls/${id}/say`, { body: { text } }),
  };
}

async function ringsOf(toNumber: string) {
  return (await world.placed()).filter((call) => call.customerNumber === toNumber);
}

describe("a call that is to be placed", () => {
  async function due(change: string) {
    const { admin, service } = world;
    const { id: organizationId } = await makeOrganization(admin);
    const assistant = await makeAssistant(admin, { organizationId, vapiAssistantId: newId() });
    const number = await makePhoneNumber(admin, { organizationId, vapiPhoneNumberId: newId() });
    const to = { phoneNumberId: number.id, toNumber: uniquePhone() };
    const { id } = await makeTestCall(admin, { organizationId, assistantId: assistant.id, ...to });
    await admin.query(change.replace("$number", `'${number.id}'`).replace("$call", `'${id}'`));
    return (firstTry: boolean) =>
      transaction(service, (tx) => beginTestCall(tx, { organizationId, testCallId: id, firstTry }));
  }

  test("says and keeps what calls to its number do", async () => {
    const disclosure = { aiDisclosure: "You speak with an AI.", recordingNotice: null, recording: false };
    const begin = await due(`UPDATE phone_numbers SET disclosure = '${JSON.stringify(disclosure)}' WHERE id = $number`);
    expect(await begin(true)).toMatchObject({
      state: "due",
      call: {
        ring: {
          told: {
            firstMessage: expect.stringMatching(/^You speak with an AI\./),
            artifactPlan: { recordingEnabled: false, transcriptPlan: { enabled: false } },
          },
        },
      },
    });
  });

  test("is not placed long after it was asked for, unless an earlier try may have placed it", async () => {
    const begin = await due("UPDATE test_calls SET created_at = now() - interval '3 minutes' WHERE id = $call");
    expect(await begin(true)).toEqual({ state: "refused", reason: expect.stringContaining("nobody was rung") });
    expect(await begin(false)).toMatchObject({ state: "due" });
  });
});

describe("call me", () => {
  test("rings once, is a call like any other but marked, counts, and makes no contact", async () => {
    const business = await world.business();
    const toNumber = uniquePhone();
    const key = { "idempotency-key": "once" };
    const first = await callMe(business, toNumber, key);
    const again = await callMe(business, toNumber, key);
    expect(again.id).toBe(first.id);
    const ended = await business.untilState(first.id, "ended");
    expect(ended).toMatchObject({ kind: "call_me", lastError: null, joinUrl: null, toNumber });
    expect(await ringsOf(toNumber)).toHaveLength(1);

    const call = await business.get(`/calls/${ended.callId}`);
    expect(call).toMatchObject({ direction: "outbound", isTest: true, callerNumber: toNumber, contactId: null });
    expect(call.billedSeconds).toBeGreaterThan(0);
    expect((await business.get("/calls")).data).toEqual([expect.objectContaining({ id: ended.callId, isTest: true })]);
    await business.untilSaid(ended.callId, /Hill Plumbing/);
    await business.untilSaid(ended.callId, /test call works/);
    expect((await business.get("/inbox")).data).toEqual([expect.objectContaining({ kind: "message" })]);
  });

  test.each([
    ["+15005550009", "Nobody picked up."],
    ["+15005550010", "The line was busy. Try again in a moment."],
    ["+15005550001", "The call could not be connected. Check the number and try again."],
  ])("that reaches nobody at %s says so, and nobody is told of a missed call", async (toNumber, words) => {
    const business = await world.business();
    await world.admin.query(
      "UPDATE organizations SET settings = jsonb_set(settings, '{notifications}', $2) WHERE id = $1",
      [business.organizationId, { emails: ["owner@hill.example"], phones: [], kinds: ["missed_call", "message"] }],
    );
    const { id } = await callMe(business, toNumber);
    expect(await business.untilState(id, "failed")).toMatchObject({ lastError: words });
    const { rows } = await world.admin.query("SELECT kind FROM notifications WHERE organization_id = $1", [
      business.organizationId,
    ]);
    expect(rows).toEqual([]);
  });

  test.each(["before", "after"] as const)(
    "whose placing breaks off %s it was carried out rings once",
    async (effect) => {
      const business = await world.business();
      await world.control("PUT", "/faults", {
        requests: [{ provider: "vapi", method: "POST", path: "/call", failNext: 1, effect, status: "disconnect" }],
      });
      const { id, toNumber } = await callMe(business);
      await business.untilState(id, "ended");
      expect(await ringsOf(toNumber)).toHaveLength(1);
    },
  );

  test("that VAPI refuses fails with words for whoever asked", async () => {
    const business = await world.business();
    await world.admin.query(
      "UPDATE phone_numbers SET vapi_phone_number_id = vapi_phone_number_id || '-gone' WHERE id = $1",
      [business.number.id],
    );
    const { id } = await callMe(business);
    const { lastError } = await business.untilState(id, "failed");
    expect(lastError).toMatch(/contact support/i);
    expect(lastError).not.toMatch(/vapi|phoneNumberId/i);
  });

  test("stops where one telephone was rung by several organizations as often as it may be", async () => {
    const toNumber = uniquePhone();
    const others = await Promise.all([world.business(), world.business()]);
    for (const business of [...others, ...others, others[0]!]) {
      const { id } = await callMe(business, toNumber);
      await business.untilState(id, "ended");
    }
    const { id } = await callMe(others[1]!, toNumber);
    expect((await others[1]!.untilState(id, "failed")).lastError).toMatch(/5 times in the last 24 hours/);
    expect(await ringsOf(toNumber)).toHaveLength(5);
  });
});

describe("a conversation in the browser", () => {
  test("is typed, and what is said in it has its effect", async () => {
    const business = await world.business();
    const { id, callId, say } = await openConversation(business);
    expect((await business.untilState(id, "placed")).joinUrl).toMatch(/^http/);
    await business.untilSaid(callId, /how can I help/);
    expect((await say("I want to leave a message")).status).toBe(204);
    await business.untilSaid(callId, /name/);
    await say("Ada Lovelace");
    await business.untilSaid(callId, /What is it about/i);
    await say("The engine needs oil");
    const { data } = await until(
      () => business.get("/inbox"),
      (inbox) => inbox.data.length > 0,
    );
    expect(data).toEqual([expect.objectContaining({ kind: "message", callId })]);
    expect(await business.get(`/calls/${callId}`)).toMatchObject({ direction: "web", isTest: true });

    expect((await business.request("POST", `/test-calls/${id}/end`)).status).toBe(204);
    expect(await business.untilState(id, "ended")).toMatchObject({ joinUrl: null, lastError: null });
    const late = await say("hello?");
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/has ended/) } });
    expect(await world.resultOf(id)).toEqual({ state: "ended" });
  });

  test("that the assistant has ended takes no more words, before its report is there too", async () => {
    const business = await world.business();
    const { id, callId, say } = await openConversation(business);
    await business.untilSaid(callId, /how can I help/);
    await say("no thanks, bye");
    await until(
      () => business.get(`/calls/${callId}`),
      ({ status }) => status === "ended",
    );
    expect((await say("one more thing")).status).toBe(409);
    await business.untilState(id, "ended");
  });

  test("needs no number: the credential by which its events are signed is made on the way", async () => {
    const business = await world.business();
    await world.admin.query("DELETE FROM vapi_credentials WHERE organization_id = $1", [business.organizationId]);
    const { id, callId } = await openConversation(business);
    await business.untilSaid(callId, /how can I help/);
    await business.request("POST", `/test-calls/${id}/end`);
    expect(await business.untilState(id, "ended")).toMatchObject({ callId });
  });

  test("whose placing loses its answer is one conversation", async () => {
    const business = await world.business();
    await world.control("PUT", "/faults", {
      requests: [{ provider: "vapi", method: "POST", path: "/call/web", failNext: 1, effect: "after", status: 500 }],
    });
    const { id } = await openConversation(business);
    await business.untilState(id, "placed");
    expect(await world.conversationsOf(id)).toHaveLength(1);
    await business.request("POST", `/test-calls/${id}/end`);
  });

  test("can't be joined, read or ended by another organization", async () => {
    const [business, stranger] = [await world.business(), await world.business()];
    const { id } = await openConversation(business);
    for (const [method, path, body] of [
      ["GET", "", undefined],
      ["POST", "/say", { text: "hello" }],
      ["POST", "/end", undefined],
    ] as const) {
      expect((await stranger.request(method, `/test-calls/${id}${path}`, { body })).status).toBe(404);
    }
    await business.request("POST", `/test-calls/${id}/end`);
  });
});
