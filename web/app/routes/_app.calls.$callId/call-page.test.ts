import type { TimelineStep } from "@callflex/contracts/api/calls";
import { describe, expect, it } from "vitest";
import { currentSegment } from "./current-segment.ts";
import { stepProgress } from "./step-words.ts";

const segments = [0, 3_500, 7_000].map((startMs, index) => ({
  key: String(index),
  speaker: "caller" as const,
  text: "",
  startMs,
  endMs: startMs + 2_000,
}));

describe("currentSegment", () => {
  it.each([
    [0, "0"],
    [3_499, "0"],
    [3_500, "1"],
    [6_000, "1"],
    [99_000, "2"],
  ])("at %i ms is segment %s", (position, key) => expect(currentSegment(segments, position)?.key).toBe(key));

  it("is nothing before the first word", () => {
    expect(currentSegment([{ ...segments[0]!, startMs: 800 }], 300)).toBeUndefined();
    expect(currentSegment([], 300)).toBeUndefined();
  });
});

describe("stepProgress", () => {
  const now = Date.parse("2026-11-05T10:02:00Z");
  const step = (change: Partial<TimelineStep>): TimelineStep => ({
    step: "notification_sent",
    subject: "",
    state: "done",
    attempts: 1,
    detail: null,
    startedAt: "2026-11-05T10:00:00Z",
    finishedAt: "2026-11-05T10:00:08Z",
    workflowUrl: null,
    ...change,
  });

  it.each<[Partial<TimelineStep>, string]>([
    [{}, "Took 8 s"],
    [{ attempts: 3 }, "Took 8 s, 3 tries"],
    [{ state: "waiting", finishedAt: null }, "Waiting for 2 min"],
    [{ state: "running", finishedAt: null, attempts: 2 }, "Running for 2 min, 2 tries"],
    [{ state: "failed", attempts: 5 }, "Failed after 5 tries in 8 s"],
    [{ state: "skipped" }, "Not needed"],
  ])("%j: %s", (change, text) => expect(stepProgress(step(change), now)).toBe(text));
});
