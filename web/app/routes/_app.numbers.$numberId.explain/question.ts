import { parseDateTime, toCalendarDate, toZoned, parseAbsolute } from "@internationalized/date";
import { phoneInput } from "~/lib/phone-input.ts";

/** A call that is asked about, as it stands in the address of the page. */
export interface Question {
  /** What was typed; empty for a caller who shows no number. */
  typed: string;
  hidden: boolean;
  /** `2026-12-25`, `19:10` on the organization's clock; both empty for now. */
  date: string;
  time: string;
}

/** A question that can be asked, or what is wrong with it. */
export type ReadQuestion = { caller: string | null; at: string } | { problem: string };

const E164 = /^\+[1-9]\d{6,14}$/;
/** A number that nobody has: the range 555-01xx is kept for stories. */
const SOMEBODY = "+12025550123";

/** @returns the question that the address holds; without one: now, somebody whom nobody knows */
export function questionOf(params: URLSearchParams): Question {
  const text = (name: string) => params.get(name)?.trim() ?? "";
  const hidden = params.get("hidden") === "1";
  return {
    typed: hidden ? "" : text("caller") || SOMEBODY,
    hidden,
    date: text("date"),
    time: text("time"),
  };
}

/**
 * Reads a question.
 *
 * @param timezone of the organization, whose clock date and time are of
 */
export function readQuestion({ typed, hidden, date, time }: Question, timezone: string, now: Date): ReadQuestion {
  const caller = hidden ? null : phoneInput(typed);
  if (caller !== null && !E164.test(caller))
    return { problem: "Enter the caller’s phone number, with the country if it is abroad, like +44 20 7946 0958." };
  if (!date && !time) return { caller, at: now.toISOString() };
  if (!date || !time) return { problem: "Give both the day and the time, or leave both empty for now." };
  try {
    return {
      caller,
      at: toZoned(parseDateTime(`${date}T${time}`), timezone)
        .toDate()
        .toISOString(),
    };
  } catch {
    return { problem: "Give a day and a time that exist." };
  }
}

/** A question to ask by one click. */
export interface Example {
  label: string;
  search: string;
}

/** @returns questions that are often asked, from the organization's today on */
export function examples(now: Date, timezone: string): Example[] {
  const today = toCalendarDate(parseAbsolute(now.toISOString(), timezone));
  const christmas = today.set({ month: 12, day: 25 });
  const coming = christmas.compare(today) < 0 ? christmas.add({ years: 1 }) : christmas;
  const sunday = today.add({ days: 7 - (new Date(`${today.toString()}T00:00:00Z`).getUTCDay() % 7) });
  const search = (values: Record<string, string>) => `?${new URLSearchParams(values)}`;
  return [
    { label: "Now", search: search({ caller: SOMEBODY }) },
    { label: "Now, number hidden", search: search({ hidden: "1" }) },
    { label: "Tonight at 22:00", search: search({ caller: SOMEBODY, date: today.toString(), time: "22:00" }) },
    { label: "Sunday at noon", search: search({ caller: SOMEBODY, date: sunday.toString(), time: "12:00" }) },
    { label: "Christmas Day at 19:10", search: search({ caller: SOMEBODY, date: coming.toString(), time: "19:10" }) },
  ];
}
