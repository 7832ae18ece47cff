import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { goodServer, startWorld, type World } from "./support/world.ts";

const LINE = "+14155550100";

let dir: string;
const worlds: World[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "sandbox-state-"));
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function start(options: Parameters<typeof startWorld>[0]): Promise<World> {
  const world = await startWorld(options);
  world.receiver.answer = goodServer();
  worlds.push(world);
  return world;
}

async function stop(world: World): Promise<void> {
  worlds.splice(worlds.indexOf(world), 1);
  await world.close();
}

describe("the state", () => {
  it("survives a restart; a call in progress ends as lost and is only found by asking", async () => {
    const stateDir = path.join(dir, "restart");
    const first = await start({ stateDir });
    await first.importNumber(LINE);
    const done = await first.control<{ callId: string }>("POST", "/calls", { to: LINE, speed: "instant" });
    await first.untilReported(done.callId);
    const { callId } = await first.control<{ callId: string }>("POST", "/calls", { to: LINE, typed: true });
    await first.receiver.waitFor((request) => request.body.includes(callId) && request.body.includes("in-progress"));
    await stop(first);

    const second = await start({ stateDir });
    expect(await second.vapi.calls.get({ id: done.callId })).toMatchObject({
      status: "ended",
      cost: expect.any(Number) as number,
    });
    const lost = await second.vapi.calls.get({ id: callId });
    expect(lost).toMatchObject({ status: "ended", endedReason: "call.in-progress.error-vapifault-worker-died" });
    expect(Date.parse(lost.endedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(lost.startedAt ?? ""));
    expect(await second.twilio.incomingPhoneNumbers.list({ phoneNumber: LINE })).toHaveLength(1);
    expect(second.messages(callId)).toEqual([]);
  });

  it("is forgotten by a reset", async () => {
    const world = await start({});
    await world.importNumber(LINE);
    await world.control("POST", "/calls", { to: LINE, typed: true });
    await world.control("POST", "/reset");
    expect(await world.vapi.calls.list()).toEqual([]);
    expect(await world.twilio.incomingPhoneNumbers.list()).toEqual([]);
  });
});

describe("the first call", () => {
  it("comes by itself once a number has a server, and only once", async () => {
    const stateDir = path.join(dir, "first-call");
    const first = await start({ stateDir, firstCallAfterSeconds: 0.05 });
    await first.importNumber(LINE);
    const request = await first.receiver.waitFor((one) => one.body.includes('"assistant-request"'));
    expect(JSON.parse(request.body)).toMatchObject({ message: { phoneNumber: { number: LINE } } });
    await stop(first);

    const second = await start({ stateDir, firstCallAfterSeconds: 0.01 });
    await second.importNumber("+14155550101");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(second.receiver.received).toEqual([]);
    expect(await second.vapi.calls.list()).toHaveLength(1);
  });
});

describe("a burst of calls", () => {
  it("is played to the end, each call once", async () => {
    const world = await start({});
    await world.importNumber(LINE);
    const placed = await Promise.all(
      Array.from({ length: 60 }, () =>
        world.control<{ callId: string }>("POST", "/calls", { to: LINE, speed: "instant" }),
      ),
    );
    for (const { callId } of placed) await world.untilReported(callId);
    for (const { callId } of placed) expect(world.messages(callId, "end-of-call-report")).toHaveLength(1);
    await expect.poll(async () => (await world.control<{ live: number }>("GET", "/calls")).live).toBe(0);
  });
});
