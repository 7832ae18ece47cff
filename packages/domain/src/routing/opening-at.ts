import type { BusinessHours, Holiday } from "@callflex/contracts/organization-settings";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** A moment on the clock of a place. */
export interface LocalTime {
  /** `2026-12-25` */
  date: string;
  /** `19:10`, from `00:00` to `23:59` */
  time: string;
  weekday: Weekday;
}

/** Whether a business is open at a moment, and why. */
export interface Opening {
  open: boolean;
  local: LocalTime;
  /** The holiday that the day is, whatever its hours. */
  holiday: Holiday | null;
  /** Hours of the day, in their order; null where no week was ever set. */
  hours: readonly { opens: string; closes: string }[] | null;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than a hundred uses of it, and calls come in all the time. */
function clockOf(timezone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timezone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    clocks.set(timezone, clock);
  }
  return clock;
}

/**
 * What the clock on the wall says.
 *
 * @param timezone IANA time zone
 * @throws {RangeError} the runtime doesn't know the time zone
 */
export function localTime(timezone: string, instant: Date): LocalTime {
  const part: Record<string, string> = {};
  for (const { type, value } of clockOf(timezone).formatToParts(instant)) part[type] = value;
  const date = `${part["year"]!.padStart(4, "0")}-${part["month"]}-${part["day"]}`;
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
  return { date, time: `${part["hour"]}:${part["minute"]}`, weekday };
}

/**
 * Whether a business is open. Hours are those of the clock on the wall: an hour that is skipped in spring is never open,
 * one that comes twice in autumn is open twice, and what runs over midnight is written as `24:00` and `00:00` of two days.
 * A holiday's own hours stand in for its weekday's. A week without any hours means that none were set yet, not that the
 * business never opens: then it is open but for its holidays.
 *
 * @param timezone IANA time zone of the business
 */
export function openingAt(
  hours: BusinessHours,
  holidays: readonly Holiday[],
  timezone: string,
  instant: Date,
): Opening {
  const local = localTime(timezone, instant);
  const holiday = holidays.find((day) => day.date === local.date) ?? null;
  const neverSet = WEEKDAYS.every((day) => hours[day].length === 0);
  const ofDay = holiday ? holiday.hours : neverSet ? null : hours[local.weekday];
  const open = ofDay === null || ofDay.some(({ opens, closes }) => opens <= local.time && local.time < closes);
  return { open, local, holiday, hours: ofDay && ofDay.toSorted((a, b) => (a.opens < b.opens ? -1 : 1)) };
}

/** Whether a business is open at a moment; see {@link openingAt}. */
export function isOpenAt(hours: BusinessHours, holidays: readonly Holiday[], timezone: string, instant: Date): boolean {
  return openingAt(hours, holidays, timezone, instant).open;
}
