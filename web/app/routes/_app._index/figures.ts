import type { CallStats } from "@callflex/contracts/api/calls";

type Totals = CallStats["totals"];

/** A figure of the overview beside the same figure of the days before. */
export interface Figure {
  key: "calls" | "handled" | "missed" | "minutes";
  label: string;
  value: string;
  /** Change in words, `12.5%` or `1.2 pts`; null where there is nothing to compare with. */
  change: string | null;
  direction: "up" | "down" | "same";
  /** Fewer missed calls are good, more handled ones too; a change of calls or minutes is neither. */
  mood: "good" | "bad" | "neutral";
  series: number[];
}

/** @returns share of missed calls in per cent, 0 without calls */
export function missedRate({ calls, missed }: Pick<Totals, "calls" | "missed">): number {
  return calls > 0 ? (missed / calls) * 100 : 0;
}

/** @returns whole minutes billed, rounded up once over all */
function minutes({ billedSeconds }: Pick<Totals, "billedSeconds">): number {
  return Math.ceil(billedSeconds / 60);
}

/** A figure over the week that ends with each day, so that weekends don't make waves. */
function weekly(days: Totals[], of: (week: Totals[]) => number): number[] {
  return days.map((_, index) => of(days.slice(Math.max(0, index - 6), index + 1)));
}

/** Mean a day: the first days have less than a week behind them. */
function mean(of: (day: Totals) => number): (week: Totals[]) => number {
  return (week) => sum(week, of) / week.length;
}

function sum(days: Totals[], of: (day: Totals) => number): number {
  return days.reduce((total, day) => total + of(day), 0);
}

/**
 * Makes the four figures of the overview.
 *
 * @param write how the organization writes numbers
 */
export function overviewFigures(stats: CallStats, write: (value: number) => string): Figure[] {
  const { totals, previousTotals: before, days } = stats;
  const points = missedRate(totals) - missedRate(before);
  return [
    {
      key: "calls",
      label: "Calls",
      value: write(totals.calls),
      series: weekly(
        days,
        mean((day) => day.calls),
      ),
    },
    {
      key: "handled",
      label: "Calls handled",
      value: write(totals.handled),
      series: weekly(
        days,
        mean((day) => day.handled),
      ),
    },
    {
      key: "missed",
      label: "Missed call rate",
      value: `${write(round(missedRate(totals)))}%`,
      series: weekly(days, (week) =>
        missedRate({ calls: sum(week, (day) => day.calls), missed: sum(week, (day) => day.missed) }),
      ),
    },
    {
      key: "minutes",
      label: "Minutes",
      value: write(minutes(totals)),
      series: weekly(
        days,
        mean((day) => day.billedSeconds),
      ),
    },
  ].map((figure) => {
    const key = figure.key as Figure["key"];
    if (key === "missed")
      return { ...figure, key, ...compare(points, before.calls > 0, `${write(round(Math.abs(points)))} pts`, key) };
    const [now, then] = {
      calls: [totals.calls, before.calls],
      handled: [totals.handled, before.handled],
      minutes: [minutes(totals), minutes(before)],
    }[key] as [number, number];
    const percent = ((now - then) / then) * 100;
    return { ...figure, key, ...compare(now - then, then > 0, `${write(round(Math.abs(percent)))}%`, key) };
  });
}

function compare(difference: number, comparable: boolean, change: string, key: Figure["key"]) {
  const direction: Figure["direction"] = Math.abs(difference) < 0.05 ? "same" : difference > 0 ? "up" : "down";
  const wanted = key === "missed" ? "down" : key === "handled" ? "up" : undefined;
  const mood: Figure["mood"] =
    !wanted || direction === "same" || !comparable ? "neutral" : direction === wanted ? "good" : "bad";
  return { change: comparable ? change : null, direction, mood };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
