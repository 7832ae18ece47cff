/** How an organization writes times and numbers. */
export interface Zone {
  timezone: string;
  locale: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formatters are slow to make and are needed on every row. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone.locale, zone.timezone, options]);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(zone.locale, { timeZone: zone.timezone, ...options });
    formatters.set(key, made);
  }
  return made;
}

/** Node and browsers put different narrow spaces before "PM"; one kind keeps server and browser equal. */
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, " ");
}

/** @returns `2:05`, `1:02:05` from a whole number of seconds */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** @returns how long something took in words: `under a second`, `4 s`, `3 min 20 s`, `2 h 5 min` */
export function formatSpan(milliseconds: number): string {
  if (milliseconds < 1000) return "under a second";
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @returns `9:05 AM` in the organization's zone */
export function formatTime(instant: string, zone: Zone): string {
  return plainSpaces(formatter(zone, { hour: "numeric", minute: "2-digit" }).format(new Date(instant)));
}

/** @returns `9:05:07 AM` in the organization's zone */
export function formatExactTime(instant: string, zone: Zone): string {
  const options = { hour: "numeric", minute: "2-digit", second: "2-digit" } as const;
  return plainSpaces(formatter(zone, options).format(new Date(instant)));
}

/** @returns `Thu, Nov 5, 2026, 9:05 AM` in the organization's zone */
export function formatDateTime(instant: string, zone: Zone): string {
  const options = {
    weekday: "short",
    month: "short",
    day: "numeric",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  } as const;
  return plainSpaces(formatter(zone, options).format(new Date(instant)));
}

/** @returns the calendar day in the organization's zone, `2026-11-05` */
export function calendarDay(instant: string | number, zone: Zone): string {
  return formatter({ ...zone, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(instant),
  );
}

/**
 * Says when something was: `just now`, `12 min ago`, `3 h ago` on the same day, then `Yesterday, 9:05 AM`,
 * `Nov 5, 9:05 AM`, and with the year when it is another one.
 *
 * @param now milliseconds since 1970
 */
export function formatWhen(instant: string, now: number, zone: Zone): string {
  const passed = now - Date.parse(instant);
  const day = calendarDay(instant, zone);
  if (passed >= 0 && passed < MINUTE) return "just now";
  if (passed >= 0 && passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed >= 0 && day === calendarDay(now, zone)) return `${Math.floor(passed / HOUR)} h ago`;
  if (day === calendarDay(now - DAY, zone)) return `Yesterday, ${formatTime(instant, zone)}`;
  const sameYear = day.slice(0, 4) === calendarDay(now, zone).slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" };
  return plainSpaces(formatter(zone, sameYear ? options : { ...options, year: "numeric" }).format(new Date(instant)));
}

/**
 * Names a calendar day.
 *
 * @param date `2026-11-05`
 * @param style short `Nov 5`, long `Thursday, November 5`
 */
export function formatDay(date: string, locale: string, style: "short" | "long"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "short" ? { month: "short", day: "numeric" } : { weekday: "long", month: "long", day: "numeric" };
  return plainSpaces(formatter({ locale, timezone: "UTC" }, options).format(new Date(`${date}T00:00:00Z`)));
}

/** @returns the hour of the day in the organization's zone, 0–23 */
export function hourOfDay(now: number, zone: Zone): number {
  return Number(formatter({ ...zone, locale: "en-US" }, { hour: "numeric", hourCycle: "h23" }).format(now));
}

/** @returns `1,234` as the organization writes it */
export function formatNumber(value: number, locale: string): string {
  return plainSpaces(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value));
}

/**
 * Writes an amount of money.
 *
 * @param minor in the currency's smallest part, 115 for $1.15
 * @param currency ISO 4217, `USD`
 */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return plainSpaces(format.format(minor / 10 ** digits));
}

/** @returns a North American number as `(415) 555-0134`, others as they are, and words for none */
export function formatPhone(number: string | null): string {
  if (!number) return "Unknown number";
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? [];
  return area ? `(${area}) ${exchange}-${line}` : number;
}

/** @returns up to two letters that stand for a name */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
