import { timingSafeEqual } from "node:crypto";

/** Whether a delivery comes from whom it says; a refusal names its kind for metrics, never for the sender. */
export type Verification = { ok: true } | { ok: false; reason: "missing" | "stale" | "mismatch" };

/** Request headers as Node gives them: lower-case names. */
export type Headers = Record<string, string | string[] | undefined>;

/** How far a signed timestamp may lie from our clock, in either direction, before it counts as a replay. */
export const REPLAY_WINDOW_MS = 5 * 60_000;

/** The only value of a header; undefined when it is absent, empty or given more than once. */
export function singleHeader(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Compares two texts in a time that depends on their lengths alone. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
