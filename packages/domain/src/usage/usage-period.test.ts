import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usagePeriod } from "./usage-period.ts";

const period = (anchor: string, at: string) => {
  const { start, end } = usagePeriod(new Date(anchor), new Date(at));
  return [start.toISOString(), end.toISOString()];
};

describe("usagePeriod", () => {
  it.each([
    [
      "in the first period",
      "2026-01-10T08:30:00Z",
      "2026-01-10T08:30:00Z",
      "2026-01-10T08:30:00.000Z",
      "2026-02-10T08:30:00.000Z",
    ],
    [
      "the moment before the next",
      "2026-01-10T08:30:00Z",
      "2026-02-10T08:29:59.999Z",
      "2026-01-10T08:30:00.000Z",
      "2026-02-10T08:30:00.000Z",
    ],
    [
      "the moment of the next",
      "2026-01-10T08:30:00Z",
      "2026-02-10T08:30:00Z",
      "2026-02-10T08:30:00.000Z",
      "2026-03-10T08:30:00.000Z",
    ],
    [
      "across the turn of the year",
      "2025-11-20T00:00:00Z",
      "2026-01-05T00:00:00Z",
      "2025-12-20T00:00:00.000Z",
      "2026-01-20T00:00:00.000Z",
    ],
    [
      "before the anchor",
      "2026-03-10T00:00:00Z",
      "2025-12-25T00:00:00Z",
      "2025-12-10T00:00:00.000Z",
      "2026-01-10T00:00:00.000Z",
    ],
    [
      "the 31st in February",
      "2026-01-31T12:00:00Z",
      "2026-02-28T12:00:00Z",
      "2026-02-28T12:00:00.000Z",
      "2026-03-31T12:00:00.000Z",
    ],
    [
      "the 31st in a leap year's February",
      "2024-01-31T12:00:00Z",
      "2024-02-29T11:59:59Z",
      "2024-01-31T12:00:00.000Z",
      "2024-02-29T12:00:00.000Z",
    ],
    [
      "the 31st after February",
      "2026-01-31T12:00:00Z",
      "2026-03-30T00:00:00Z",
      "2026-02-28T12:00:00.000Z",
      "2026-03-31T12:00:00.000Z",
    ],
    [
      "the 31st in April",
      "2026-01-31T12:00:00Z",
      "2026-05-01T00:00:00Z",
      "2026-04-30T12:00:00.000Z",
      "2026-05-31T12:00:00.000Z",
    ],
    [
      "the 29th of February, a year later",
      "2024-02-29T00:00:00Z",
      "2025-02-28T00:00:00Z",
      "2025-02-28T00:00:00.000Z",
      "2025-03-29T00:00:00.000Z",
    ],
    [
      "where clocks change, nothing moves",
      "2026-03-08T07:30:00Z",
      "2026-11-08T07:29:59Z",
      "2026-10-08T07:30:00.000Z",
      "2026-11-08T07:30:00.000Z",
    ],
  ])("%s", (_what, anchor, at, start, end) => {
    expect(period(anchor, at)).toEqual([start, end]);
  });

  it("covers every moment exactly once", () => {
    const moment = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, (anchor, at) => {
        const { start, end } = usagePeriod(anchor, at);
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(end.getTime()).toBeGreaterThan(at.getTime());
        expect(usagePeriod(anchor, end).start).toEqual(end);
        expect(usagePeriod(anchor, new Date(start.getTime() - 1)).end).toEqual(start);
      }),
    );
  });
});
