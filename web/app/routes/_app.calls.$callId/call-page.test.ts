import { describe, expect, it } from "vitest";
import { currentSegment } from "./current-segment.ts";

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
