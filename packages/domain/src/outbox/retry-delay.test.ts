import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ATTEMPTS, parkingDelay, PARKING_LIMIT_MS, retryDelay } from "./retry-delay.ts";

const chance = fc.double({ min: 0, max: 0.999999, noNaN: true });

describe("retryDelay", () => {
  it("doubles from half a second to ten minutes", () => {
    expect([1, 2, 3, 12, 40].map((attempts) => retryDelay(attempts, 0.999999))).toEqual([
      500, 1_000, 2_000, 600_000, 600_000,
    ]);
  });

  it("is at least half of that, whatever chance says, and never longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_ATTEMPTS }), chance, (attempts, random) => {
        const full = Math.min(600_000, 500 * 2 ** (attempts - 1));
        expect(retryDelay(attempts, random)).toBeGreaterThanOrEqual(full / 2);
        expect(retryDelay(attempts, random)).toBeLessThanOrEqual(full);
      }),
    );
  });

  it("spreads events that failed together", () => {
    expect(retryDelay(5, 0)).not.toBe(retryDelay(5, 0.9));
  });
});

describe("parkingDelay", () => {
  it("grows with the time that was waited, between a second and a quarter of an hour", () => {
    expect([0, 500, 60_000, PARKING_LIMIT_MS].map(parkingDelay)).toEqual([1_000, 1_000, 60_000, 900_000]);
  });
});
