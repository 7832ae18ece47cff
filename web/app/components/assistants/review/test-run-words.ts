import type { AssistantDetail } from "@callflex/contracts/api/assistants";

type TestRun = NonNullable<AssistantDetail["latestTestRun"]>;

/** What the latest run of the tests says, for people. */
export interface TestRunWords {
  tone: "good" | "wait" | "bad" | "plain";
  text: string;
}

const STATES: Record<TestRun["state"], [TestRunWords["tone"], string]> = {
  passed: ["good", "All tests passed"],
  failed: ["bad", "Some tests failed"],
  broken: ["bad", "The tests could not be finished"],
  running: ["wait", "The tests are running"],
};

/** @param version the one that would be published, or is: results of an older one say less */
export function testRunWords(run: TestRun | null, version: number): TestRunWords {
  if (!run) return { tone: "plain", text: "No tests were run yet" };
  const [tone, text] = STATES[run.state];
  const older = run.assistantVersion === version ? "" : `, with version ${run.assistantVersion}`;
  return { tone, text: `${text}${older}` };
}
