import { expect, it } from "vitest";
import { nextMoment } from "./next-moment.ts";

const timezone = "America/New_York";
// A Wednesday, 10:00 in New York.
const now = new Date("2026-11-25T15:00:00Z");

it.each([
  ["wednesday", "10:30", "2026-11-25T15:30:00.000Z"],
  ["wednesday", "10:00", "2026-12-02T15:00:00.000Z"],
  ["wednesday", "09:00", "2026-12-02T14:00:00.000Z"],
  ["thursday", "00:00", "2026-11-26T05:00:00.000Z"],
  ["tuesday", "23:59", "2026-12-02T04:59:00.000Z"],
] as const)("%s at %s is %s", (weekday, time, moment) => {
  expect(nextMoment({ weekday, time, timezone }, now).toISOString()).toBe(moment);
});

it("counts days where the organization is, not in UTC, and moves on what a change of clocks skips", () => {
  const lateEvening = new Date("2026-11-26T03:00:00Z");
  expect(nextMoment({ weekday: "wednesday", time: "23:00", timezone }, lateEvening).toISOString()).toBe(
    "2026-11-26T04:00:00.000Z",
  );
  const beforeSpring = new Date("2026-03-07T12:00:00Z");
  expect(nextMoment({ weekday: "sunday", time: "02:30", timezone }, beforeSpring).toISOString()).toBe(
    "2026-03-08T07:30:00.000Z",
  );
});
