const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = "january february march april may june july august september october november december".split(" ");
const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** A moment that somebody named, and which parts of it they named. All in UTC: a caller's zone is not known. */
export interface Moment {
  at: Date;
  hasDay: boolean;
  hasTime: boolean;
}

/**
 * Reads a day, a time, or both: "tomorrow at 3 pm", "Thursday 2:30pm", "in 20 minutes", "March 5", "2026-09-02T14:00Z".
 *
 * @param now what "today" means
 * @returns undefined when nothing of that kind was said
 */
export function readMoment(text: string, now: Date): Moment | undefined {
  const said = text.toLowerCase();
  const exact = said.match(/\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?/);
  if (exact) {
    const at = new Date(exact[0].toUpperCase());
    return Number.isNaN(at.getTime()) ? undefined : { at, hasDay: true, hasTime: true };
  }
  const later = said.match(/\bin (?:about )?(an?|half an|\d+) (minute|hour|day|week)s?\b/);
  if (later) {
    const count = later[1] === "half an" ? 0.5 : Number(later[1]) || 1;
    const unit = MS[later[2] as keyof typeof MS];
    return { at: new Date(now.getTime() + count * unit), hasDay: true, hasTime: unit < MS.day };
  }
  const day = readDay(said, now);
  const time = readTime(said);
  if (!day && !time) return undefined;
  const at = day ?? startOfDay(now);
  if (time) at.setUTCHours(time.hours, time.minutes, 0, 0);
  if (!day && at < now) at.setUTCDate(at.getUTCDate() + 1);
  return { at, hasDay: day !== undefined, hasTime: time !== undefined };
}

function readDay(said: string, now: Date): Date | undefined {
  const date = said.match(/\b(\d{4})-(\d{2})-(\d{2})\b/);
  if (date) return validDay(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  const slashed = said.match(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/);
  if (slashed) return validDay(Number(slashed[3]), Number(slashed[1]) - 1, Number(slashed[2]));
  const named = said.match(new RegExp(`\\b(${MONTHS.join("|")})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?\\b`));
  if (named) {
    const month = MONTHS.indexOf(named[1] ?? "");
    const thisYear = validDay(Number(named[3] ?? now.getUTCFullYear()), month, Number(named[2]));
    if (!thisYear || named[3] || thisYear >= startOfDay(now)) return thisYear;
    return validDay(now.getUTCFullYear() + 1, month, Number(named[2]));
  }
  const today = startOfDay(now);
  if (/\bday after tomorrow\b/.test(said)) return new Date(today.getTime() + 2 * MS.day);
  if (/\btomorrow\b/.test(said)) return new Date(today.getTime() + MS.day);
  if (/\b(today|tonight|this (morning|afternoon|evening))\b/.test(said)) return today;
  const weekday = WEEKDAYS.findIndex((name) => new RegExp(`\\b${name}\\b`).test(said));
  if (weekday < 0) return undefined;
  const ahead = (weekday - today.getUTCDay() + 7) % 7 || 7;
  return new Date(today.getTime() + ahead * MS.day);
}

function readTime(said: string): { hours: number; minutes: number } | undefined {
  if (/\bnoon\b/.test(said)) return { hours: 12, minutes: 0 };
  if (/\bmidnight\b/.test(said)) return { hours: 0, minutes: 0 };
  const clock =
    said.match(/\b(\d{1,2})(?::(\d{2}))?\s*(a\.?m|p\.?m)\b/) ??
    said.match(/\b(\d{1,2}):(\d{2})\b/) ??
    said.match(/\bat (\d{1,2})\b/);
  if (clock) {
    const hour = Number(clock[1]);
    const minutes = Number(clock[2] ?? 0);
    const half = clock[3]?.replace(".", "");
    // Without am or pm an hour of the working day is meant.
    const afternoon = half === "pm" || (!half && hour > 0 && hour < 8 && clock[2] === undefined);
    const hours = half ? hour % 12 : hour;
    const whole = afternoon ? hours + 12 : hours;
    return whole < 24 && minutes < 60 ? { hours: whole, minutes } : undefined;
  }
  if (/(?<!good )\bmorning\b/.test(said)) return { hours: 9, minutes: 0 };
  if (/(?<!good )\bafternoon\b/.test(said)) return { hours: 14, minutes: 0 };
  if (/(?<!good )\b(evening|tonight)\b/.test(said)) return { hours: 18, minutes: 0 };
  return undefined;
}

function validDay(year: number, month: number, day: number): Date | undefined {
  const at = new Date(Date.UTC(year, month, day));
  return at.getUTCMonth() === month && at.getUTCDate() === day ? at : undefined;
}

function startOfDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}
