import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessHours, holidays as holidaysSchema } from "@callflex/contracts/organization-settings";
import { isOpenAt, localTime, openingAt } from "./opening-at.ts";

const NEW_YORK = "America/New_York";
const day = (...intervals: string[]) =>
  intervals.map((interval) => {
    const [opens, closes] = interval.split("-");
    return { opens, closes };
  });
const office = day("09:00-12:00", "13:00-17:00");
const bar = {
  monday: office,
  tuesday: office,
  wednesday: office,
  thursday: office,
  friday: day("18:00-24:00"),
  saturday: day("00:00-02:00", "18:00-24:00"),
  sunday: day("00:00-03:30"),
};
const feasts = holidaysSchema.parse([
  { date: "2026-12-25", name: "Christmas Day" },
  { date: "2026-12-31", name: "New Year's Eve", hours: day("20:00-24:00") },
  { date: "2027-01-01", name: "New Year's Day", hours: day("00:00-03:00") },
  { date: "2018-11-04", name: "The day without a midnight" },
]);

/** Whether it is open at an instant given in UTC. */
const open = (instant: string, timezone = NEW_YORK, hours: object = bar) =>
  isOpenAt(businessHours.parse(hours), feasts, timezone, new Date(instant));

describe("isOpenAt", () => {
  it.each<[string, string, boolean]>([
    ["the second before it opens", "2026-09-07T12:59:59Z", false],
    ["the second when it opens", "2026-09-07T13:00:00Z", true],
    ["the last second before lunch", "2026-09-07T15:59:59Z", true],
    ["lunch", "2026-09-07T16:00:00Z", false],
    ["the second when it closes", "2026-09-07T21:00:00Z", false],
    ["the last second of a day that ends at 24:00", "2026-09-12T03:59:59Z", true],
    ["the first second of the next day, which goes on", "2026-09-12T04:00:00Z", true],
    ["the hour when the night ends", "2026-09-12T06:00:00Z", false],
    ["the first second after a holiday, in a night that goes on", "2026-12-26T05:00:00Z", true],
  ])("%s", (_what, instant, expected) => {
    expect(open(instant)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ["9 in winter time, the Thursday before", "2026-03-05T14:00:00Z", true],
    ["9 in summer time, the Monday after", "2026-03-09T13:00:00Z", true],
    ["16:59 in summer time", "2026-03-09T20:59:00Z", true],
    ["17 in summer time, when it was still open the week before", "2026-03-09T21:00:00Z", false],
    ["a minute before the clock is put forward", "2026-03-08T06:59:00Z", true],
    ["a minute later, at 3", "2026-03-08T07:00:00Z", true],
    ["half past 3, an hour and a half after 1", "2026-03-08T07:30:00Z", false],
    ["9 in summer time, the Thursday before the clock is put back", "2026-10-29T13:00:00Z", true],
    ["9 in winter time, the Monday after", "2026-11-02T14:00:00Z", true],
    ["an hour before that", "2026-11-02T13:00:00Z", false],
  ])("the clock changes: %s", (_what, instant, expected) => {
    expect(open(instant)).toBe(expected);
  });

  it("an hour that is skipped in spring is never open, and one that comes twice in autumn is open twice", () => {
    const skipped = { sunday: day("02:00-03:00") };
    const twice = { sunday: day("01:00-02:00") };
    const minutes = (from: string) =>
      Array.from({ length: 24 * 60 }, (_, minute) => new Date(Date.parse(from) + minute * 60_000).toISOString());
    expect(minutes("2026-03-08T05:00:00Z").filter((at) => open(at, NEW_YORK, skipped))).toHaveLength(0);
    expect(minutes("2026-11-01T04:00:00Z").filter((at) => open(at, NEW_YORK, twice))).toHaveLength(120);
    expect(minutes("2026-11-08T05:00:00Z").filter((at) => open(at, NEW_YORK, twice))).toHaveLength(60);
  });

  it.each<[string, string, boolean]>([
    ["is closed all day, though it is a Friday", "2026-12-26T00:00:00Z", false],
    ["is over at midnight of the place, not of Greenwich", "2026-12-26T04:59:59Z", false],
    ["had not begun at midnight in Greenwich: on the evening before it is a Thursday", "2026-12-24T21:59:59Z", true],
    ["with hours of its own: before them", "2027-01-01T00:59:59Z", false],
    ["with hours of its own: in them", "2027-01-01T01:00:00Z", true],
    ["runs over midnight into the next one", "2027-01-01T04:59:59Z", true],
    ["goes on after midnight", "2027-01-01T05:00:00Z", true],
    ["ends where the second one's hours end", "2027-01-01T08:00:00Z", false],
    ["takes the place of the weekday's hours, which would open in the evening", "2027-01-01T23:30:00Z", false],
  ])("a holiday %s", (_what, instant, expected) => {
    expect(open(instant)).toBe(expected);
  });

  it("a holiday begins at 1 where the clock skips midnight", () => {
    const always = Object.fromEntries(Object.keys(bar).map((weekday) => [weekday, day("00:00-24:00")]));
    expect(open("2018-11-04T02:59:59Z", "America/Sao_Paulo", always)).toBe(true);
    expect(open("2018-11-04T03:00:00Z", "America/Sao_Paulo", always)).toBe(false);
    expect(localTime("America/Sao_Paulo", new Date("2018-11-04T03:00:00Z"))).toEqual({
      date: "2018-11-04",
      time: "01:00",
      weekday: "sunday",
    });
  });

  it("a week without any hours is one that was never set: open, but for holidays", () => {
    expect(open("2026-09-07T03:00:00Z", NEW_YORK, {})).toBe(true);
    expect(open("2026-12-25T15:00:00Z", NEW_YORK, {})).toBe(false);
    expect(openingAt(businessHours.parse({}), [], "UTC", new Date(0))).toMatchObject({ open: true, hours: null });
  });

  it("is told apart by the place: the same moment in five of them", () => {
    const noon = "2026-09-07T13:30:00Z";
    expect(
      ["America/New_York", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"].map((zone) => [
        localTime(zone, new Date(noon)).time,
        open(noon, zone),
      ]),
    ).toEqual([
      ["09:30", true],
      ["06:30", false],
      ["19:15", false],
      ["03:30", false],
      ["13:30", true],
    ]);
  });

  it("a day that never closes has no gap, in any zone, over any change of the clock", () => {
    const always = Object.fromEntries(Object.keys(bar).map((weekday) => [weekday, day("00:00-24:00")]));
    const zone = fc.constantFrom(NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Tehran");
    const instant = fc.date({
      min: new Date("2027-01-02T12:00:00Z"),
      max: new Date("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const gapless = fc.property(zone, instant, (timezone, at) => open(at.toISOString(), timezone, always));
    expect(fc.check(gapless)).toMatchObject({ failed: false });
  });
});
