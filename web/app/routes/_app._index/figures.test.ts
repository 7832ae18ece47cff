import type { CallStats } from "@callflex/contracts/api/calls";
import { describe, expect, it } from "vitest";
import { overviewFigures } from "./figures.ts";
import { daySentence, greeting } from "./greeting.ts";

const none = { calls: 0, handled: 0, transferred: 0, missed: 0, durationSeconds: 0, billedSeconds: 0 };
const totals = (calls: number, missed: number, billedSeconds = 0) => ({
  ...none,
  calls,
  missed,
  handled: calls - missed,
  billedSeconds,
});

function stats(now: typeof none, before: typeof none, days = [now]): CallStats {
  return {
    timezone: "UTC",
    days: days.map((day, index) => ({ ...day, date: `2026-11-0${index + 1}` })),
    totals: now,
    previousTotals: before,
    today: days.at(-1) ?? none,
    usage: { periodStart: "", periodEnd: "", billedMinutes: 0, includedMinutes: 0 },
    openInboxItems: 0,
    unreadInboxItems: 0,
    activeAssistants: 1,
  };
}

const figures = (given: CallStats) =>
  Object.fromEntries(overviewFigures(given, String).map((figure) => [figure.key, figure]));

describe("overviewFigures", () => {
  it("sets each figure beside the days before", () => {
    const { calls, handled, missed, minutes } = figures(stats(totals(120, 6, 601), totals(100, 10, 600)));
    expect(calls).toMatchObject({ value: "120", change: "20%", direction: "up", mood: "neutral" });
    expect(handled).toMatchObject({ value: "114", change: "26.7%", direction: "up", mood: "good" });
    expect(missed).toMatchObject({ value: "5%", change: "5 pts", direction: "down", mood: "good" });
    expect(minutes).toMatchObject({ value: "11", change: "10%", direction: "up", mood: "neutral" });
  });

  it("calls more missed calls bad", () => {
    expect(figures(stats(totals(10, 5), totals(10, 1))).missed).toMatchObject({ direction: "up", mood: "bad" });
  });

  it("compares with nothing where nothing was before", () => {
    for (const figure of overviewFigures(stats(totals(10, 1, 60), none), String)) {
      expect(figure).toMatchObject({ change: null, mood: "neutral" });
    }
  });

  it("draws weeks, so that a flat figure is a flat line", () => {
    const days = Array.from({ length: 10 }, () => totals(8, 2));
    const { calls, missed } = figures(stats(totals(80, 20), none, days));
    expect(calls?.series).toEqual(Array(10).fill(8));
    expect(missed?.series).toEqual(Array(10).fill(25));
  });
});

describe("the head of the page", () => {
  const zone = { timezone: "America/Los_Angeles", locale: "en-US" };

  it.each([
    ["2026-11-05T12:59:00Z", "Good evening, Dana"],
    ["2026-11-05T13:00:00Z", "Good morning, Dana"],
    ["2026-11-05T20:00:00Z", "Good afternoon, Dana"],
    ["2026-11-06T02:00:00Z", "Good evening, Dana"],
  ])("greets at %s by the organization's clock", (instant, text) =>
    expect(greeting(Date.parse(instant), zone, "Dana Whitfield")).toBe(text),
  );

  it("says how the day goes", () => {
    expect(daySentence({ today: none, openInboxItems: 0 })).toBe("No finished calls yet today. Nothing waits for you.");
    expect(daySentence({ today: totals(1, 0), openInboxItems: 1 })).toBe(
      "1 call today, none missed. 1 item waits for you.",
    );
  });
});
