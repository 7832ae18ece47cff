import type { AssistantTestContent, TestResult } from "@callflex/contracts/assistant-test";
import { workflowId, WORKFLOWS } from "@callflex/contracts/workflow";
import { suggestTests } from "@callflex/domain/assistant-tests/suggest-tests";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startHarness, type Harness } from "./harness.ts";
import { runWorker } from "./run-worker.ts";
import { addTestRun, testedContent } from "./test-runs.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  harness = await startHarness();
  worker = await runWorker(harness.options);
});
afterEach(() => harness.control("DELETE", "/faults"));
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

async function run(tests: readonly AssistantTestContent[], numberId?: string) {
  const { organizationId, admin } = harness;
  const runId = await addTestRun(admin, { organizationId, tests, ...(numberId ? { numberId } : {}) });
  const input = { organizationId, runId };
  const handle = await harness.start(WORKFLOWS.runAssistantTest, workflowId.assistantTest(runId), input);
  const { state } = (await handle.result()) as { state: string };
  const { rows } = await admin.query("SELECT * FROM assistant_test_runs WHERE id = $1", [runId]);
  expect(rows[0].state).toBe(state);
  return rows[0] as { state: string; results: TestResult[]; last_error: string | null; finished_at: Date | null };
}

const greets: AssistantTestContent = {
  name: "Greets",
  callerLines: ["Hello?"],
  expectations: [
    { kind: "says", text: "Hill Plumbing" },
    { kind: "prompt_contains", text: "Hill Plumbing" },
    { kind: "offers_tool", tool: "takeMessage" },
  ],
};

test("the tests that a new assistant gets pass, and show what was said and called", async () => {
  const row = await run(suggestTests(testedContent));
  expect(row.results.flatMap(({ checks }) => checks.filter(({ passed }) => !passed))).toEqual([]);
  expect(row).toMatchObject({ state: "passed", last_error: null });
  const taken = row.results.find(({ name }) => name === "Takes a message");
  expect(taken?.conversation[0]).toEqual({
    speaker: "assistant",
    text: "Thank you for calling Hill Plumbing.",
    tools: [],
  });
  const [call] = taken!.conversation.flatMap(({ tools }) => tools);
  expect(call).toMatchObject({ name: "takeMessage", arguments: { callerName: "Maria Lopez" } });
});

test("what doesn't hold fails with what was found instead; the other tests still run", async () => {
  const wrong: AssistantTestContent = {
    name: "Puts through",
    callerLines: ["Can I leave a message?"],
    expectations: [
      { kind: "offers_tool", tool: "logDriverCallout" },
      { kind: "calls_tool", tool: "transferCall" },
      { kind: "never_says", text: "name" },
    ],
  };
  const row = await run([wrong, greets]);
  expect(row.state).toBe("failed");
  expect(row.results.map(({ name, passed }) => [name, passed])).toEqual([
    ["Puts through", false],
    ["Greets", true],
  ]);
  expect(row.results[0]?.checks.map(({ passed, found }) => [passed, found])).toEqual([
    [false, "Offered is: takeMessage, transferCall."],
    [false, "Called was: nothing."],
    [false, "It said “May I have your name, please?”"],
  ]);
});

test("a run that finds no test any more hasn't passed, and says why", async () => {
  expect(await run([])).toMatchObject({
    state: "broken",
    results: [],
    last_error: expect.stringContaining("deleted before they could be run") as unknown,
  });
});

test("where calls lead is decided by the code that decides about calls", async () => {
  const at = { kind: "routes", weekday: "sunday", time: "03:00", caller: "+14155550134" } as const;
  const routes: AssistantTestContent = {
    name: "At night",
    callerLines: ["Hello?"],
    expectations: [
      { ...at, to: "take_message" },
      { ...at, to: "assistant" },
    ],
  };
  const { admin, number } = harness;
  await admin.query(
    `UPDATE phone_numbers SET routing = '{"businessHours":{"do":"take_message"},"afterHours":{"do":"take_message"}}' WHERE id = $1`,
    [number.id],
  );
  const row = await run([routes], number.id);
  expect(row.results[0]).toMatchObject({
    conversation: [],
    checks: [{ passed: true, found: expect.stringMatching(/^A message is taken/) as string }, { passed: false }],
  });
  const none = await run([{ ...routes, expectations: [{ ...at, to: "assistant" }] }]);
  expect(none.results[0]?.checks[0]).toMatchObject({ passed: false, found: "The assistant answers no number yet." });
});

test("a provider that stumbles is asked again", async () => {
  await harness.control("PUT", "/faults", {
    requests: [{ provider: "vapi", method: "POST", failNext: 2, status: 503 }],
  });
  expect(await run([greets])).toMatchObject({ state: "passed", last_error: null });
});

test.each([
  [503, /isn't answering at the moment/],
  [400, /refused this/],
])("a provider that answers %i for good breaks the run, with words", async (status, words) => {
  await harness.control("PUT", "/faults", { requests: [{ provider: "vapi", method: "POST", failNext: 50, status }] });
  const row = await run([greets]);
  expect(row).toMatchObject({ state: "broken", results: [], last_error: expect.stringMatching(words) as string });
  expect(row.finished_at).not.toBeNull();
});
