import { describe, expect, it } from "vitest";
import { stepProgress, type Step } from "./step-words.ts";

describe("stepProgress", () => {
  const now = Date.parse("2026-11-05T10:02:00Z");
  const step = (change: Partial<Step>): Step => ({
    state: "done",
    attempts: 1,
    detail: null,
    startedAt: "2026-11-05T10:00:00Z",
    finishedAt: "2026-11-05T10:00:08Z",
    ...change,
  });

  it.each<[Partial<Step>, string]>([
    [{}, "Took 8 s"],
    [{ attempts: 3 }, "Took 8 s, 3 tries"],
    [{ state: "waiting", finishedAt: null }, "Waiting for 2 min"],
    [{ state: "running", finishedAt: null, attempts: 2 }, "Running for 2 min, 2 tries"],
    [{ state: "failed", attempts: 5 }, "Failed after 5 tries in 8 s"],
    [{ state: "skipped" }, "Not needed"],
    [{ state: "skipped", startedAt: null, finishedAt: null }, "Not needed"],
    [{ state: "undone", attempts: 2 }, "Taken back"],
    [{ state: "waiting", startedAt: null, finishedAt: null, attempts: 0 }, "Its turn comes"],
  ])("%j: %s", (change, text) => expect(stepProgress(step(change), now)).toBe(text));
});
