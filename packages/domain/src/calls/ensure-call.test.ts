import { describe, expect, it } from "vitest";
import { partitionTime } from "./ensure-call.ts";

const received = new Date("2026-09-02T09:40:00Z");
const key = (createdAt: string | null) =>
  partitionTime(createdAt === null ? null : new Date(createdAt), received).toISOString();

describe("partitionTime", () => {
  it.each([
    ["a moment ago", "2026-09-02T09:39:58.000Z"],
    ["the first moment of the oldest month", "2024-09-01T00:00:00.000Z"],
    ["a clock that is a day ahead", "2026-09-03T09:40:00.000Z"],
  ])("believes %s", (_what, createdAt) => {
    expect(key(createdAt)).toBe(createdAt);
  });

  it.each([
    ["no time", null],
    ["a month that nobody keeps any more", "2024-08-31T23:59:59.999Z"],
    ["more than a day ahead", "2026-09-03T09:40:00.001Z"],
    ["the beginning of time", "1970-01-01T00:00:00.000Z"],
  ])("takes the time of receipt for %s", (_what, createdAt) => {
    expect(key(createdAt)).toBe(received.toISOString());
  });
});
