import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toolArguments } from "./support/receiver.ts";
import { assistant, goodServer, startWorld, type World } from "./support/world.ts";

const LINE = "+14155550100";

interface ShownCall {
  status: string;
  turns: { role: string; text: string }[];
}

let world: World;
let numberId: string;
let assistantId: string;

beforeAll(async () => {
  world = await startWorld();
  numberId = await world.importNumber(LINE);
  const server = { url: `${world.receiver.url}/vapi` };
  assistantId = (await world.vapi.assistants.create({ ...assistant, server } as never)).id;
});
afterAll(() => world.close());
beforeEach(() => {
  world.receiver.answer = goodServer();
});

/** Waits until the assistant has said something that matches. */
async function heard(callId: string, text: RegExp): Promise<void> {
  for (;;) {
    const call = await world.control<ShownCall>("GET", `/calls/${callId}`);
    if (call.turns.some((turn) => turn.role === "bot" && text.test(turn.text))) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function say(callId: string, text: string): Promise<void> {
  await world.control("POST", `/calls/${callId}/say`, { text });
}

describe("a call typed by a person", () => {
  it("is led through the tool's required values to its result", async () => {
    const { callId } = await world.control<{ callId: string }>("POST", "/calls", {
      to: LINE,
      from: "+12125550100",
      typed: true,
    });
    await heard(callId, /how can I help/);
    await say(callId, "I want to leave a message");
    await heard(callId, /your name/);
    await say(callId, "Ada Lovelace");
    await heard(callId, /phone number/);
    await say(callId, "I have none");
    await heard(callId, /didn't get that/);
    await say(callId, "this number is fine");
    await heard(callId, /What is it about/);
    await say(callId, "The engine needs oil");
    await heard(callId, /I have noted that down/);
    await say(callId, "no thanks, bye");
    const messages = await world.untilReported(callId);
    expect(messages.at(-1)).toMatchObject({ endedReason: "assistant-said-end-call-phrase" });
    expect(toolArguments(world.messages(callId, "tool-calls")[0])).toEqual({
      callerName: "Ada Lovelace",
      phone: "+12125550100",
      message: "The engine needs oil",
    });
  });

  it("ends when the person hangs up, and takes no more words then", async () => {
    const { callId } = await world.control<{ callId: string }>("POST", "/calls", { to: LINE, typed: true });
    await heard(callId, /how can I help/);
    await world.control("POST", `/calls/${callId}/hangup`);
    const report = (await world.untilReported(callId)).at(-1);
    expect(report).toMatchObject({ endedReason: "customer-ended-call" });
    const late = await world.control("POST", `/calls/${callId}/say`, { text: "hello?" });
    expect(late.error).toMatch(/over/);
  });
});

describe("a web call", () => {
  it("is a conversation in the browser without a phone", async () => {
    const response = await world.vapi.fetch("/call/web", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ assistantId, assistantOverrides: { variableValues: { business: "Acme" } } }),
    });
    expect(response.status).toBe(201);
    const call = (await response.json()) as { id: string; type: string; webCallUrl: string; transport: object };
    expect(call).toMatchObject({ type: "webCall", status: "queued", transport: { callUrl: call.webCallUrl } });
    await heard(call.id, /Thanks for calling Acme/);
    await say(call.id, "goodbye");
    const report = (await world.untilReported(call.id)).at(-1);
    expect(report?.call).not.toHaveProperty("phoneCallProviderId");
    expect(report).not.toHaveProperty("customer");
  });
});

describe("an outbound call", () => {
  it("rings, is answered by a scripted person, and reports", async () => {
    const call = await world.vapi.calls.create({
      assistantId,
      phoneNumberId: numberId,
      customer: { number: "+12125550177" },
    });
    expect(call).toMatchObject({
      type: "outboundPhoneCall",
      status: "queued",
      customer: { number: "+12125550177" },
      subscriptionLimits: { concurrencyBlocked: false, concurrencyLimit: 10 },
    });
    const id = (call as { id: string }).id;
    const messages = await world.untilReported(id);
    expect(messages[0]).toMatchObject({ type: "status-update", status: "ringing" });
    expect(messages.at(-1)?.transcript).toContain("the test call works");
    const sid = (await world.vapi.calls.get({ id })).phoneCallProviderId ?? "";
    expect(await world.twilio.calls(sid).fetch()).toMatchObject({
      from: LINE,
      to: "+12125550177",
      status: "completed",
    });
  });

  it.each([
    ["+15005550009", "customer-did-not-answer", "no-answer"],
    ["+15005550010", "customer-busy", "busy"],
  ])("to %s ends with %s", async (number, endedReason, carrierStatus) => {
    const call = (await world.vapi.calls.create({ assistantId, phoneNumberId: numberId, customer: { number } })) as {
      id: string;
    };
    expect((await world.untilReported(call.id)).at(-1)).toMatchObject({ endedReason });
    const sid = (await world.vapi.calls.get({ id: call.id })).phoneCallProviderId ?? "";
    expect((await world.twilio.calls(sid).fetch()).status).toBe(carrierStatus);
  });
});

describe("the control URL", () => {
  async function liveCall(): Promise<{ id: string; command(body: object): Promise<Response> }> {
    const { callId } = await world.control<{ callId: string }>("POST", "/calls", { to: LINE, typed: true });
    await heard(callId, /how can I help/);
    const { monitor } = await world.vapi.calls.get({ id: callId });
    const command = (body: object) =>
      fetch(monitor?.controlUrl ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    return { id: callId, command };
  }

  it("makes the assistant speak, and ends the call", async () => {
    const call = await liveCall();
    await call.command({ type: "say", content: "Please hold on." });
    await heard(call.id, /Please hold on/);
    await call.command({ type: "end-call" });
    expect((await world.untilReported(call.id)).at(-1)).toMatchObject({ endedReason: "assistant-ended-call" });
    expect((await call.command({ type: "end-call" })).status).toBe(400);
  });

  it("transfers the call", async () => {
    const call = await liveCall();
    await call.command({ type: "transfer", destination: { type: "number", number: "+13475550101" } });
    const messages = await world.untilReported(call.id);
    expect(messages.filter((m) => m.status === "forwarding")).toHaveLength(1);
    expect(messages.at(-1)).toMatchObject({
      endedReason: "assistant-forwarded-call",
      destination: { number: "+13475550101" },
    });
  });
});
