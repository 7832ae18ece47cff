interface Interval {
  opens: string;
  closes: string;
}

/**
 * Reads hours as a form has them: a browser's time field ends at 23:59, so a day that closes at midnight closes at 00:00
 * there, and at 24:00 in the contract.
 *
 * @param given a week, a day, or anything that holds them
 */
export function endDaysAtMidnight(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(endDaysAtMidnight);
  if (typeof given !== "object" || given === null) return given;
  const parts = Object.entries(given).map(([name, value]) => [
    name,
    name === "closes" && value === "00:00" ? "24:00" : endDaysAtMidnight(value),
  ]);
  return Object.fromEntries(parts) as unknown;
}

/** @returns what stands in the time fields of a day */
export function dayInput(intervals: readonly Interval[]): Interval[] {
  return intervals.map(({ opens, closes }) => ({ opens, closes: closes === "24:00" ? "00:00" : closes }));
}

/** @returns what stands in the time fields of a week */
export function weekInput(week: Record<string, Interval[]>): Record<string, Interval[]> {
  return Object.fromEntries(Object.entries(week).map(([name, day]) => [name, dayInput(day)]));
}
