import { CalendarDateTime, fromDate, toZoned } from "@internationalized/date";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/**
 * The next moment that a weekday and a time of day name somewhere.
 *
 * @param input.time local time, `09:30`; one that a change of clocks skips is moved on by as much
 * @param input.timezone IANA time zone
 * @param now our clock; the moment is later, within eight days
 */
export function nextMoment(
  { weekday, time, timezone }: { weekday: (typeof DAYS)[number]; time: string; timezone: string },
  now: Date,
): Date {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const today = fromDate(now, timezone);
  const isoDay = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const ahead = (DAYS.indexOf(weekday) - isoDay + 7) % 7;
  const at = (days: number) => {
    const day = today.add({ days });
    return toZoned(new CalendarDateTime(day.year, day.month, day.day, hour, minute), timezone).toDate();
  };
  const first = at(ahead);
  return first > now ? first : at(ahead + 7);
}
