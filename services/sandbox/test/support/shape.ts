import { readFileSync } from "node:fs";

/** A sample of a provider's payload. */
export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as never;
}

/**
 * Members that a sample has and a payload lacks, or has with another type. Null on either side fits everything; the
 * first item of a list stands for all.
 */
export function shapeDifferences(sample: unknown, actual: unknown, path = ""): string[] {
  if (sample === null || actual === null) return [];
  if (Array.isArray(sample)) {
    if (!Array.isArray(actual)) return [`${path} is no list`];
    if (sample.length === 0 || actual.length === 0) return [];
    return shapeDifferences(sample[0], actual[0], `${path}[0]`);
  }
  if (typeof sample === "object") {
    if (typeof actual !== "object") return [`${path} is no object`];
    return Object.entries(sample as object).flatMap(([key, value]) => {
      const own = (actual as Record<string, unknown>)[key];
      const at = path ? `${path}.${key}` : key;
      return own === undefined ? [`${at} is missing`] : shapeDifferences(value, own, at);
    });
  }
  return typeof sample === typeof actual ? [] : [`${path} is ${typeof actual}, not ${typeof sample}`];
}
