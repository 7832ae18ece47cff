import type { Request } from "express";
import type { VapiResource } from "../state/vapi-resources.ts";

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

/** The members of a resource that lists filter and sort by. */
type Dated = Pick<VapiResource, "createdAt" | "updatedAt">;

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  Gt: (a, b) => a > b,
  Lt: (a, b) => a < b,
  Ge: (a, b) => a >= b,
  Le: (a, b) => a <= b,
};

/**
 * Applies the query of VAPI's lists: `limit`, and `createdAt…`/`updatedAt…` with Gt, Lt, Ge, Le.
 *
 * @param items newest first
 * @returns the page, newest first; VAPI's lists are plain arrays
 */
export function listPage<T>(items: readonly T[], query: Request["query"], datesOf: (item: T) => Dated): T[] {
  const bounds = Object.entries(COMPARE).flatMap(([suffix, compare]) =>
    (["createdAt", "updatedAt"] as const).flatMap((field) => {
      const given = query[field + suffix];
      const bound = typeof given === "string" ? Date.parse(given) : Number.NaN;
      return Number.isNaN(bound) ? [] : [(item: T) => compare(Date.parse(datesOf(item)[field]), bound)];
    }),
  );
  const limit = Math.min(MOST, Number(query.limit ?? DEFAULT_LIMIT) || DEFAULT_LIMIT);
  const page: T[] = [];
  for (const item of items) {
    if (page.length >= limit) break;
    if (bounds.every((inBounds) => inBounds(item))) page.push(item);
  }
  return page;
}
