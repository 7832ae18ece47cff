import type { AssistantDetail } from "@callflex/contracts/api/assistants";

const RUN_WARNINGS = {
  failed: "The last test run has failed: look at its results first",
  broken: "The last test run didn't come to an end: run the tests again",
  running: "The tests are still running",
} as const;

/**
 * What to think about in an assistant's tests before it goes live. Tests run on what is saved: changes that aren't saved yet can't
 * have been tested.
 *
 * @param given.hasTests whether there is anything to run
 * @param given.testsChanged whether a test was changed or added since the latest run was asked for
 * @param given.version the newest that is saved
 * @param given.unsaved whether something else than that version would go live
 * @returns null when the tests passed on what would go live, or there are none
 */
export function testWarning(given: {
  latestRun: AssistantDetail["latestTestRun"];
  hasTests: boolean;
  testsChanged: boolean;
  version: number;
  unsaved: boolean;
}): string | null {
  const { latestRun, hasTests, testsChanged, version, unsaved } = given;
  if (latestRun && latestRun.state !== "passed") return RUN_WARNINGS[latestRun.state];
  if (!hasTests) return null;
  if (unsaved) return "The tests haven't been run on these changes: run them once they are saved";
  if (latestRun?.assistantVersion !== version) return "The tests haven't been run on this version: run them first";
  return testsChanged ? "A test was changed or added since the last run: run the tests again" : null;
}
