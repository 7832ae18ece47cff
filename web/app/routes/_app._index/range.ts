export const RANGES = [7, 14, 30] as const;
export type Range = (typeof RANGES)[number];

/** @returns the number of days that the address asks for, 14 for anything else */
export function readRange(search: URLSearchParams): Range {
  return RANGES.find((range) => String(range) === search.get("days")) ?? 14;
}
