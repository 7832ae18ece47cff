import { readFileSync } from "node:fs";

/** How many tests ended in which way. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of those passed tests that needed a second try. */
  unsteady: string[];
}

/** Where counting begins. */
export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0, unsteady: [] };

/** Adds two tallies. */
export function sum(one: Tally, two: Tally): Tally {
  return {
    passed: one.passed + two.passed,
    failed: one.failed + two.failed,
    skipped: one.skipped + two.skipped,
    unsteady: [...one.unsteady, ...two.unsteady],
  };
}

interface VitestAssertion {
  status: string;
  fullName: string;
  /** Of a test that passed in the end: what its first try failed with. */
  failureMessages: string[];
}

interface VitestReport {
  testResults: { status: string; assertionResults: VitestAssertion[] }[];
}

/**
 * Counts the tests of one run of vitest. What went wrong outside a test counts as a failed test too: a file that can't be
 * loaded, an unhandled error, a run that never came to its report.
 *
 * @param file the report of vitest's JSON reporter
 * @param ok whether vitest itself ended well
 */
export function readVitestReport(file: string, ok: boolean): Tally {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  } catch {
    return { ...NOTHING, failed: 1 };
  }
  const tally = { ...NOTHING, unsteady: [] as string[] };
  for (const { status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((test) => test.status === "failed").length;
    const passed = assertionResults.filter((test) => test.status === "passed");
    tally.passed += passed.length;
    tally.failed += failed || (status === "failed" ? 1 : 0);
    tally.skipped += assertionResults.length - passed.length - failed;
    tally.unsteady.push(...passed.filter((test) => test.failureMessages.length > 0).map((test) => test.fullName));
  }
  if (!ok && tally.failed === 0) tally.failed = 1;
  return tally;
}
