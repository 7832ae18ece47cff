import { describe, expect, test } from "vitest";
import { isRetryableStatus, retryAfterMs } from "./errors.ts";

describe("Retry-After", () => {
  const now = new Date("2026-09-02T14:00:00Z");
  test.each([
    ["1", 1_000],
    ["0.5", 500],
    ["Wed, 02 Sep 2026 14:00:30 GMT", 30_000],
    ["Wed, 02 Sep 2026 13:00:00 GMT", 0],
    ["999999999", 3_600_000],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("%s", (value, expected) => {
    expect(retryAfterMs(value, now)).toBe(expected);
  });
});

test.each([
  [400, false],
  [401, false],
  [404, false],
  [408, true],
  [422, false],
  [429, true],
  [500, true],
  [503, true],
])("HTTP %i: retryable %s", (status, expected) => {
  expect(isRetryableStatus(status)).toBe(expected);
});
