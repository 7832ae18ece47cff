import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startHarness, type Harness } from "./harness.ts";
import { NOTHING, numbersOf, ONE_EACH, type Numbers } from "./numbers.ts";
import { startRequestGate, type RequestGate, type Strike } from "./request-gate.ts";

const SCRIPT = fileURLToPath(new URL("worker-process.ts", import.meta.url));

let harness: Harness;
let numbers: Numbers;
let gate: RequestGate;
let worker: ChildProcess;
beforeAll(async () => {
  harness = await startHarness();
  numbers = numbersOf(harness);
  gate = await startRequestGate(harness.options.sandboxUrl);
  worker = await startProcess();
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await gate?.close();
  await harness?.stop();
});

// Each kill costs the start of a process and a time-out of Temporal.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

async function startProcess(): Promise<ChildProcess> {
  const child = fork(SCRIPT, [JSON.stringify({ ...harness.options, sandboxUrl: gate.url })], {
    execArgv: ["--import", "tsx"],
    stdio: "ignore",
  });
  const [message] = (await Promise.race([once(child, "message"), once(child, "exit")])) as unknown[];
  if (message !== "ready") throw new Error(`the worker ended with ${String(message)} while it started`);
  return child;
}

/** Kills the worker while a request is at the gate, and starts another one. */
async function killAt(strike: Omit<Strike, "how">, begin: () => Promise<unknown>): Promise<string> {
  const struck = gate.strike({ ...strike, how: "hold" });
  await begin();
  const request = await struck;
  worker.kill("SIGKILL");
  await once(worker, "exit");
  worker = await startProcess();
  return request;
}

/** The requests of a way that change something, by their place in it. */
async function changesOf(way: () => Promise<unknown>): Promise<number[]> {
  gate.open();
  await way();
  return gate.seen().flatMap((request, index) => (request.startsWith("GET") ? [] : [index + 1]));
}

test("a worker that is killed at any step of a provisioning leaves a number that is active, bought once", async () => {
  // The organization's credential is made by the first number alone; every later one takes the same way.
  await (await numbers.provision((await numbers.reserve()).id)).result();
  const first = await numbers.reserve();
  const changes = await changesOf(async () => (await numbers.provision(first.id)).result());
  expect(changes).toHaveLength(3);
  for (const at of changes) {
    const number = await numbers.reserve();
    const request = await killAt({ at, when: "after" }, () => numbers.provision(number.id));
    const outcome = await numbers.handleOf(number.id).result();
    expect([request, outcome]).toEqual([request, { state: "active" }]);
    expect([request, await numbers.atProviders(number)]).toEqual([request, ONE_EACH]);
    expect(await numbers.row(number.id)).toMatchObject({ state: "active", cleanup_error: null, workflow_id: null });
  }
});

test("a worker that is killed at any step of a release leaves a number that is released, with nothing at the providers", async () => {
  const provisioned = async () => {
    const number = await numbers.reserve();
    await (await numbers.provision(number.id)).result();
    return number;
  };
  const first = await provisioned();
  const changes = await changesOf(async () => (await numbers.release(first.id)).result());
  expect(changes).toHaveLength(3);
  for (const at of changes) {
    const number = await provisioned();
    const request = await killAt({ at, when: "after" }, () => numbers.release(number.id));
    const outcome = await harness.client.workflow.getHandle(`release/${number.id}`).result();
    expect([request, outcome]).toEqual([request, { state: "released" }]);
    expect([request, await numbers.atProviders(number)]).toEqual([request, NOTHING]);
  }
});
