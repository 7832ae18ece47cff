import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTHING, readVitestReport, sum } from "./tally.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "callflex-tally-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A test by its status; `passed late` needed a second try. */
function assertion(one: string) {
  const failureMessages = one === "passed late" ? ["It timed out."] : [];
  return { status: one.replace(" late", ""), fullName: `a test ${one}`, failureMessages };
}

function report(...files: { status: string; tests: string[] }[]): string {
  const file = path.join(dir, "report.json");
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map(assertion),
  }));
  writeFileSync(file, JSON.stringify({ testResults }));
  return file;
}

describe("readVitestReport", () => {
  it("counts passed, failed and every kind of skipped test", () => {
    const file = report(
      { status: "passed", tests: ["passed", "passed", "skipped"] },
      { status: "failed", tests: ["failed", "passed", "todo", "pending"] },
    );
    expect(readVitestReport(file, false)).toEqual({ passed: 3, failed: 1, skipped: 3, unsteady: [] });
  });

  it("names what passed only on a second try", () => {
    const file = report({ status: "passed", tests: ["passed", "passed late"] });
    expect(readVitestReport(file, true)).toEqual({
      passed: 2,
      failed: 0,
      skipped: 0,
      unsteady: ["a test passed late"],
    });
  });

  it("counts a file that can't be loaded as a failure", () => {
    expect(readVitestReport(report({ status: "failed", tests: [] }), false)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      unsteady: [],
    });
  });

  it("counts an error outside every test as a failure", () => {
    const file = report({ status: "passed", tests: ["passed"] });
    expect(readVitestReport(file, false)).toEqual({ passed: 1, failed: 1, skipped: 0, unsteady: [] });
  });

  it("counts a run without a report as a failure", () => {
    expect(readVitestReport(path.join(dir, "missing.json"), true)).toEqual({ ...NOTHING, failed: 1 });
  });
});

describe("sum", () => {
  it("adds each kind", () => {
    const one = { passed: 1, failed: 2, skipped: 3, unsteady: ["one"] };
    const two = { passed: 10, failed: 20, skipped: 30, unsteady: ["two"] };
    expect(sum(one, two)).toEqual({ passed: 11, failed: 22, skipped: 33, unsteady: ["one", "two"] });
  });
});
