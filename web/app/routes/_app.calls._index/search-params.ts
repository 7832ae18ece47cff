import type { CallListQuery } from "@callflex/contracts/api/calls";
import { callOutcome, callStatus } from "@callflex/contracts/enums";
import { id } from "@callflex/contracts/common";
import { parseDate } from "@internationalized/date";
import { z } from "zod";

/** A calendar day that exists. */
const day = z.iso.date();
const text = (min: number, max: number) => z.string().trim().min(min).max(max);

const shape = {
  from: day,
  to: day,
  outcome: callOutcome,
  status: callStatus,
  assistantId: id,
  phoneNumberId: id,
  caller: text(1, 40),
  q: text(2, 100),
  cursor: text(1, 500),
} as const;

/** What the address of the call list asks for. Days are the organization's, both inclusive. */
export type CallsSearch = { [K in keyof typeof shape]?: z.output<(typeof shape)[K]> };

/**
 * Reads the filters from the address. What is damaged or unknown is left out, so that an old link still shows calls.
 *
 * @param search query of the page
 */
export function readCallsSearch(search: URLSearchParams): CallsSearch {
  const read: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(shape)) {
    const parsed = part.safeParse(search.get(name) ?? undefined);
    if (parsed.success) read[name] = parsed.data;
  }
  return read as CallsSearch;
}

/**
 * Makes the query of `GET /calls`.
 *
 * @param search the filters
 * @param options.timezone IANA zone in which the days begin, also on days with 23 or 25 hours
 * @param options.limit rows of a page
 */
export function toApiQuery(search: CallsSearch, options: { timezone: string; limit: number }): CallListQuery {
  const { from, to, caller, ...same } = search;
  return {
    ...same,
    limit: options.limit,
    ...(from && { from: startOfDay(from, 0, options.timezone) }),
    ...(to && { to: startOfDay(to, 1, options.timezone) }),
    ...(caller && { caller: plainNumber(caller) }),
  };
}

function startOfDay(date: string, daysLater: number, timezone: string): string {
  return parseDate(date).add({ days: daysLater }).toDate(timezone).toISOString();
}

/** The API compares numbers in E.164; people write them with brackets and spaces. */
function plainNumber(typed: string): string {
  const digits = typed.replace(/\D/g, "");
  if (typed.startsWith("+")) return `+${digits}`;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith("1") ? `+${digits}` : typed;
}

/** @returns whether anything but the page is chosen */
export function isFiltered({ cursor: _cursor, ...filters }: CallsSearch): boolean {
  return Object.keys(filters).length > 0;
}
