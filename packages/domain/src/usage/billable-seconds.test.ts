import { describe, expect, it } from "vitest";
import { billableSeconds } from "./billable-seconds.ts";

describe("billableSeconds", () => {
  it.each([
    [{ durationSeconds: 61, answered: true }, 61, null],
    [{ durationSeconds: 10, answered: true }, 10, null],
    [{ durationSeconds: 9, answered: true }, 0, "under_10_seconds"],
    [{ durationSeconds: 0, answered: true }, 0, "under_10_seconds"],
    [{ durationSeconds: 300, answered: false }, 0, "not_answered"],
    [{ durationSeconds: 0, answered: false }, 0, "not_answered"],
  ])("%j: %i seconds count (%s)", (call, billedSeconds, unbilledReason) => {
    expect(billableSeconds(call)).toEqual({ billedSeconds, unbilledReason });
  });
});
