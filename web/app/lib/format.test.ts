import { describe, expect, it } from "vitest";
import {
  calendarDay,
  formatDateTime,
  formatDay,
  formatDuration,
  formatMoney,
  formatPhone,
  formatSpan,
  formatWhen,
  hourOfDay,
  initials,
} from "./format.ts";

const pacific = { timezone: "America/Los_Angeles", locale: "en-US" };
const kathmandu = { timezone: "Asia/Kathmandu", locale: "en-GB" };
const at = (text: string) => Date.parse(text);

describe("formatDuration", () => {
  it.each([
    [0, "0:00"],
    [5, "0:05"],
    [65.9, "1:05"],
    [3725, "1:02:05"],
    [-3, "0:00"],
  ])("writes %s seconds as %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe("formatSpan", () => {
  it.each([
    [400, "under a second"],
    [4_000, "4 s"],
    [60_000, "1 min"],
    [95_000, "1 min 35 s"],
    [7_200_000, "2 h"],
    [7_500_000, "2 h 5 min"],
  ])("says %s ms as %s", (milliseconds, text) => expect(formatSpan(milliseconds)).toBe(text));
});

describe("formatWhen", () => {
  const now = at("2026-11-05T18:00:00Z"); // 10:00 in Los Angeles

  it.each([
    ["2026-11-05T17:59:30Z", "just now"],
    ["2026-11-05T17:48:00Z", "12 min ago"],
    ["2026-11-05T09:30:00Z", "8 h ago"],
    ["2026-11-05T06:30:00Z", "Yesterday, 10:30 PM"],
    ["2026-11-03T17:00:00Z", "Nov 3, 9:00 AM"],
    ["2025-12-31T17:00:00Z", "Dec 31, 2025, 9:00 AM"],
  ])("says when %s was, by the organization's days", (instant, text) =>
    expect(formatWhen(instant, now, pacific)).toBe(text),
  );

  it("gives the time of what lies ahead of a slow clock", () => {
    expect(formatWhen("2026-11-05T18:30:00Z", now, pacific)).toBe("Nov 5, 10:30 AM");
  });

  it("knows yesterday on the day after the clocks went back", () => {
    // 2026-11-01 had 25 hours in Los Angeles.
    expect(formatWhen("2026-11-01T08:30:00Z", at("2026-11-02T08:10:00Z"), pacific)).toBe("Yesterday, 1:30 AM");
  });
});

describe("the organization's zone", () => {
  it("decides the calendar day and the hour", () => {
    const instant = "2026-11-05T18:20:00Z";
    expect(calendarDay(instant, pacific)).toBe("2026-11-05");
    expect(calendarDay(instant, kathmandu)).toBe("2026-11-06");
    expect(hourOfDay(at(instant), pacific)).toBe(10);
    expect(hourOfDay(at(instant), kathmandu)).toBe(0);
  });

  it("writes times without the narrow spaces that differ between runtimes", () => {
    expect(formatDateTime("2026-11-05T17:05:00Z", pacific)).toBe("Thu, Nov 5, 2026, 9:05 AM");
  });

  it("names a day whatever the zone of this machine", () => {
    expect(formatDay("2026-11-05", "en-US", "short")).toBe("Nov 5");
    expect(formatDay("2026-11-05", "en-US", "long")).toBe("Thursday, November 5");
  });
});

describe("formatPhone", () => {
  it("spaces North American numbers and keeps others", () => {
    expect(formatPhone("+14155550134")).toBe("(415) 555-0134");
    expect(formatPhone("+4930901820")).toBe("+4930901820");
    expect(formatPhone(null)).toBe("Unknown number");
  });
});

describe("initials", () => {
  it.each([
    ["Dana Whitfield", "DW"],
    ["  maria del carmen lópez ", "ML"],
    ["Ölçer", "Ö"],
    ["+1 415", ""],
  ])("of %s are %s", (name, letters) => expect(initials(name)).toBe(letters));
});

describe("formatMoney", () => {
  it.each([
    [115, "USD", "en-US", "$1.15"],
    [1500, "USD", "en-GB", "US$15.00"],
    [300, "JPY", "en-US", "¥300"],
  ])("%i of %s in %s", (minor, currency, locale, text) => expect(formatMoney(minor, currency, locale)).toBe(text));
});
