import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { uniquePhone } from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startHoldingProxy, type HoldingProxy } from "./holding-proxy.ts";
import { until } from "./harness.ts";
import { startTestCallWorld, type TestCallWorld } from "./test-call-world.ts";

const SCRIPT = fileURLToPath(new URL("worker-process.ts", import.meta.url));

let world: TestCallWorld;
let proxy: HoldingProxy;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  world = await startTestCallWorld();
  proxy = await startHoldingProxy(world.options.sandboxUrl);
});
afterAll(async () => {
  for (const process of processes) process.kill("SIGKILL");
  await proxy?.close();
  await world?.stop();
});

async function startProcess(): Promise<ChildProcess> {
  const child = fork(SCRIPT, [JSON.stringify({ ...world.options, sandboxUrl: proxy.url })], {
    execArgv: ["--import", "tsx"],
    stdio: "ignore",
  });
  processes.push(child);
  const [message] = (await Promise.race([once(child, "message"), once(child, "exit")])) as unknown[];
  if (message !== "ready") throw new Error(`the worker ended with ${String(message)} while it started`);
  return child;
}

// Two starts of a process and a time-out of Temporal add up.
vi.setConfig({ testTimeout: 150_000 });

test.each([
  { events: "its events tell of the call", deaf: false },
  { events: "nobody has told of the call yet", deaf: true },
])("a worker killed while VAPI places a call rings nobody twice where $events", async ({ deaf }) => {
  const business = await world.business();
  const toNumber = uniquePhone();
  if (deaf) await world.control("PUT", "/faults", { webhooks: [{ provider: "vapi", dropRate: 1 }] });
  const worker = await startProcess();
  proxy.holdAnswers("POST", "/call");
  const body = { kind: "call_me", phoneNumberId: business.number.id, toNumber, consent: true };
  const { id } = (await business.request("POST", "/test-calls", { body })).body;
  const rings = async () => (await world.placed()).filter((call) => call.customerNumber === toNumber);
  await until(rings, (calls) => calls.length === 1);
  worker.kill("SIGKILL");
  await once(worker, "exit");

  proxy.release();
  await startProcess();
  const { state } = (await world.resultOf(id)) as { state: string };
  expect(["ended", "failed"]).toContain(state);
  expect(await rings()).toHaveLength(1);
  await world.control("DELETE", "/faults");
});
