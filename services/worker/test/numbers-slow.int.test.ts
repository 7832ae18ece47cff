import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { startHarness, until, untilAttention, type Harness } from "./harness.ts";
import { NOTHING, numbersOf, ONE_EACH, type Numbers } from "./numbers.ts";
import { runWorker, type WorkerProcessOptions } from "./run-worker.ts";

let harness: Harness;
let numbers: Numbers;
let worker: { stop(): Promise<void> } | undefined;
beforeAll(async () => {
  harness = await startHarness();
  numbers = numbersOf(harness);
});
afterAll(() => harness?.stop());
afterEach(async () => {
  await worker?.stop();
  await numbers.repair();
});

vi.setConfig({ testTimeout: 120_000 });

async function work(options: Partial<WorkerProcessOptions> = {}): Promise<void> {
  worker = await runWorker({ ...harness.options, ...options });
}

const IMPORT = { provider: "vapi", method: "POST", path: "/phone-number" } as const;

test("a VAPI that takes 30 seconds for the import is waited for", async () => {
  await work();
  const number = await numbers.reserve();
  await numbers.faults({ ...IMPORT, latencyMs: 30_000 });
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "active" });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
});

test("a VAPI that takes longer than a request may is asked again, and what it made meanwhile is taken", async () => {
  await work({ vapiTimeoutMs: 600 });
  const number = await numbers.reserve();
  await numbers.faults({ ...IMPORT, latencyMs: 1_500 });
  const handle = await numbers.provision(number.id);
  await until(
    () => numbers.row(number.id),
    (row) => row.last_error === "Our phone partner isn't answering at the moment. We keep trying.",
  );
  expect(await handle.result()).toEqual({ state: "active" });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
});

test("an import that VAPI carries out after we gave up is found and undone", async () => {
  await work({ vapiTimeoutMs: 600, numberPatienceMs: 1 });
  const number = await numbers.reserve();
  await numbers.faults({ ...IMPORT, latencyMs: 3_000 });
  const handle = await numbers.provision(number.id);
  await untilAttention(handle, true);
  expect(await numbers.row(number.id)).toMatchObject({ state: "failed", cleanup_error: null });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("so is a purchase that Twilio carries out after we gave up", async () => {
  await work({ twilioTimeoutMs: 600, numberPatienceMs: 1 });
  const number = await numbers.reserve();
  await numbers.faults({ provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers", latencyMs: 3_000 });
  const handle = await numbers.provision(number.id);
  await untilAttention(handle, true);
  expect(await numbers.row(number.id)).toMatchObject({ state: "failed", cleanup_error: null });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});
