import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { goodServer, startWorld, type World } from "./support/world.ts";

const LINE = "+14155550100";
const OURS = "+14155550101";

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await world.importNumber(LINE);
  await world.control("POST", "/twilio/numbers", { phoneNumber: OURS });
});
afterAll(() => world.close());
beforeEach(() => {
  world.receiver.received.length = 0;
  world.receiver.answer = goodServer();
});
afterEach(() => world.control("DELETE", "/faults"));

const sendText = () => world.twilio.messages.create({ from: OURS, to: "+12125550133", body: "Hello" });
const textsSent = async () => (await world.control<{ messages: unknown[] }>("GET", "/messages")).messages.length;

async function play(): Promise<string> {
  const body = { to: LINE, speed: "instant" };
  return (await world.control<{ callId: string }>("POST", "/calls", body)).callId;
}

describe("faults of an API", () => {
  it("before the effect leave nothing behind and stop after their number", async () => {
    const before = await textsSent();
    const fault = { provider: "twilio", method: "POST", path: "/Messages.json", failNext: 2, status: 503 };
    await world.control("PUT", "/faults", { requests: [fault] });
    await expect(sendText()).rejects.toMatchObject({ status: 503 });
    await expect(sendText()).rejects.toMatchObject({ status: 503 });
    expect(await textsSent()).toBe(before);
    await expect(sendText()).resolves.toMatchObject({ status: "queued" });
    const plan = await world.control<{ requests: { failNext: number }[] }>("GET", "/faults");
    expect(plan.requests[0]?.failNext).toBe(0);
  });

  it("after the effect lose only the answer", async () => {
    const before = await textsSent();
    await world.control("PUT", "/faults", {
      requests: [
        { provider: "twilio", path: "/Messages.json", failNext: 1, effect: "after" },
        { provider: "vapi", path: "/assistant", failNext: 1, status: "disconnect", effect: "after" },
      ],
    });
    await expect(sendText()).rejects.toMatchObject({ status: 500, code: 20500 });
    expect(await textsSent()).toBe(before + 1);
    await expect(world.vapi.assistants.create({ name: "Lost answer" })).rejects.toBeInstanceOf(Error);
    expect((await world.vapi.assistants.list()).map((one) => one.name)).toContain("Lost answer");
  });

  it("can be an outage of one provider, or its rate limit", async () => {
    await world.control("PUT", "/faults", { outages: ["vapi"], resendPerSecond: 1 });
    await expect(world.vapi.assistants.list()).rejects.toMatchObject({ statusCode: 503 });
    await expect(sendText()).resolves.toBeTruthy();
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.resend.emails.list()));
    const limited = answers.find((answer) => answer.error);
    expect(limited?.error).toMatchObject({ name: "rate_limit_exceeded", statusCode: 429 });
    expect(limited?.headers).toMatchObject({ "retry-after": "1", "ratelimit-remaining": "0" });
  });

  it("that are unclear are refused with what is wrong", async () => {
    const answer = await world.control("PUT", "/faults", { requests: [{ provider: "vapi", failRate: 2 }], typo: 1 });
    expect(answer.error).toMatch(/requests\.0\.failRate: .*<=1/);
    expect(answer.error).toMatch(/typo/);
  });
});

describe("faults of webhooks", () => {
  it("send a message again", async () => {
    await world.control("PUT", "/faults", {
      webhooks: [{ provider: "vapi", type: "end-of-call-report", duplicates: 2 }],
    });
    const callId = await play();
    const reports = await world.receiver.waitForCount(
      3,
      (request) => request.vapi?.type === "end-of-call-report" && request.vapi.call.id === callId,
    );
    expect(new Set(reports.map((request) => request.body)).size).toBe(1);
  });

  it("drop a message, which is then only in the list of deliveries", async () => {
    await world.control("PUT", "/faults", { webhooks: [{ provider: "vapi", type: "status-update", dropRate: 1 }] });
    const callId = await play();
    const messages = await world.untilReported(callId);
    expect(messages.some((message) => message.type === "status-update")).toBe(false);
    const { deliveries } = await world.control<{ deliveries: { state: string }[] }>(
      "GET",
      `/deliveries?callId=${callId}&type=status-update`,
    );
    expect(deliveries.map((delivery) => delivery.state)).toEqual(["dropped", "dropped"]);
  });

  it("hold messages back so that a later one overtakes", async () => {
    await world.control("PUT", "/faults", { webhooks: [{ provider: "vapi", type: "status-update", delayMs: 300 }] });
    const callId = await play();
    await world.receiver.waitForCount(2, (r) => r.vapi?.type === "status-update" && r.vapi.call.id === callId);
    const types = world.messages(callId).map((message) => message.type);
    expect(types.indexOf("end-of-call-report")).toBeLessThan(types.indexOf("status-update"));
  });

  it("make a call without an answer from the server fall to its end", async () => {
    await world.control("PUT", "/faults", { webhooks: [{ provider: "vapi", type: "tool-calls", dropNext: 1 }] });
    const report = (await world.untilReported(await play())).at(-1);
    expect(JSON.stringify(report?.messages)).toContain("No result returned");
    expect(report?.analysis).toMatchObject({ successEvaluation: "false" });
  });
});
