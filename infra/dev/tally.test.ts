import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readVitestReport, sum } from "./tally.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "callflex-tally-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

function report(...files: { status: string; tests: string[] }[]): string {
  const file = path.join(dir, "report.json");
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((one) => ({ status: one })),
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
    expect(readVitestReport(file, false)).toEqual({ passed: 3, failed: 1, skipped: 3 });
  });

  it("counts a file that can't be loaded as a failure", () => {
    expect(readVitestReport(report({ status: "failed", tests: [] }), false)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it("counts an error outside every test as a failure", () => {
    const file = report({ status: "passed", tests: ["passed"] });
    expect(readVitestReport(file, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it("counts a run without a report as a failure", () => {
    expect(readVitestReport(path.join(dir, "missing.json"), true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("sum", () => {
  it("adds each kind", () => {
    expect(sum({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
