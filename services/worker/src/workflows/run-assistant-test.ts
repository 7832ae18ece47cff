import type { RunAssistantTestInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { AssistantTestActivities } from "../activities/assistant-test-activities.ts";
import { readActivityFailure } from "./failure.ts";

const { beginTestRun, finishTestRun, breakTestRun } = proxyActivities<AssistantTestActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

const { playTest } = proxyActivities<AssistantTestActivities>({
  // A dozen answers of a language model.
  startToCloseTimeout: "5 minutes",
  heartbeatTimeout: "10 seconds",
  // Somebody waits for the result; a provider that is away for longer breaks the run, and a person runs it again.
  retry: { initialInterval: "1 second", backoffCoefficient: 3, maximumAttempts: 4 },
});

/** Runs all tests of an assistant, one after the other. What they found stands on the run alone. */
export async function runAssistantTest(run: RunAssistantTestInput): Promise<{ state: string }> {
  try {
    const { testIds } = await beginTestRun.executeWithOptions({ summary: "Look what is to be run" }, [run]);
    for (const testId of testIds) {
      setCurrentDetails(`Test \`${testId}\` runs.`);
      await playTest.executeWithOptions({ summary: "Play a test" }, [{ ...run, testId }]);
    }
    const { state } = await finishTestRun(run);
    setCurrentDetails(`Run \`${run.runId}\` ended: ${state}.`);
    return { state };
  } catch (error) {
    const { reason } = readActivityFailure(error);
    await breakTestRun(run);
    setCurrentDetails(`Run \`${run.runId}\` broke: ${reason}`);
    return { state: "broken" };
  }
}
