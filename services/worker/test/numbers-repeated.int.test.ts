import { workflowId } from "@callflex/contracts/workflow";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { createLogger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import { MockActivityEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { numberFailure } from "../src/activities/number-steps.ts";
import { createPhoneNumberActivities } from "../src/activities/phone-number-activities.ts";
import { createReleaseActivities } from "../src/activities/release-activities.ts";
import { startHarness, type Harness } from "./harness.ts";
import { NOTHING, numbersOf, ONE_EACH, type Numbers } from "./numbers.ts";
import { ENCRYPTION_KEYS, providersAt } from "./run-worker.ts";

/** Activities alone: Temporal runs one again whose answer was lost. */
let harness: Harness;
let numbers: Numbers;
let setUp: ReturnType<typeof createPhoneNumberActivities>;
let giveBack: ReturnType<typeof createReleaseActivities>;
beforeAll(async () => {
  harness = await startHarness();
  numbers = numbersOf(harness);
  const deps = {
    ...providersAt(harness.options.sandboxUrl),
    pool: harness.service,
    encryptionKeys: parseEncryptionKeys(ENCRYPTION_KEYS),
    logger: createLogger({ service: "test", level: "silent" }),
    numberPatienceMs: 3_000,
    onApplied: () => undefined,
  };
  setUp = createPhoneNumberActivities(deps);
  giveBack = createReleaseActivities(deps);
});
afterAll(() => harness?.stop());

/** Runs activities as a workflow of that id does. */
function as(id: string) {
  const environment = new MockActivityEnvironment({ workflowExecution: { workflowId: id, runId: "run" } });
  return <A, R>(activity: (argument: A) => Promise<R>, argument: A) => environment.run(activity, argument);
}

async function linked() {
  const number = await numbers.reserve();
  const ref = { organizationId: harness.organizationId, phoneNumberId: number.id };
  const run = as(workflowId.provision(number.id));
  await run(setUp.beginProvisioning, ref);
  await run(setUp.buyNumber, ref);
  await run(setUp.linkNumber, ref);
  return { number, ref, run };
}

test("a number is activated twice without harm, and nothing of one that works is undone", async () => {
  const { number, ref, run } = await linked();
  await run(setUp.activateNumber, ref);
  await run(setUp.activateNumber, ref);
  for (const step of ["link", "buy"] as const) await run(setUp.undoNumberStep, { ...ref, step });
  expect(await numbers.row(number.id)).toMatchObject({ state: "active", last_error: null, workflow_id: null });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
});

test("what a workflow did is undone as long as the number is its own", async () => {
  const { number, ref, run } = await linked();
  await as("release/another")(setUp.undoNumberStep, { ...ref, step: "link" as const });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
  for (const step of ["link", "buy"] as const) await run(setUp.undoNumberStep, { ...ref, step });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("a release is closed twice without harm; of a number that works it is final", async () => {
  const { number, ref, run } = await linked();
  await run(setUp.activateNumber, ref);
  await expect(run(giveBack.closeRelease, ref)).rejects.toMatchObject({ nonRetryable: true });
  await harness.admin.query("UPDATE phone_numbers SET state = 'releasing' WHERE id = $1", [number.id]);
  await run(giveBack.closeRelease, ref);
  await run(giveBack.closeRelease, ref);
  expect(await numbers.row(number.id)).toMatchObject({ state: "released", workflow_id: null });
});

test("a number that was put right while it was given back goes from VAPI, also at the next try", async () => {
  const { number, ref, run } = await linked();
  await harness.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [number.id]);
  await run(setUp.mendNumber, ref);
  expect(await numbers.atProviders(number)).toMatchObject({ vapi: 0 });
});

describe("a provider that asks for an hour's pause", () => {
  const busy = new ProviderError({
    provider: "vapi",
    retryable: true,
    code: "429",
    message: "too many requests",
    retryAfterMs: 3_600_000,
  });
  async function failedAfter(ms: number): Promise<ReturnType<typeof numberFailure>> {
    const environment = new MockActivityEnvironment({ scheduledTimestampMs: Date.now() - ms });
    return (await environment.run(async () => numberFailure(busy, 1, 10_000))) as ReturnType<typeof numberFailure>;
  }

  test("is asked once more when our patience ends, and then given up", async () => {
    const { nonRetryable, nextRetryDelay } = await failedAfter(4_000);
    expect(nonRetryable).toBe(false);
    expect(nextRetryDelay).toBeLessThanOrEqual(6_000);
    expect(nextRetryDelay).toBeGreaterThan(4_000);
    expect(await failedAfter(10_000)).toMatchObject({ nonRetryable: true, type: "Unanswered" });
  });
});
