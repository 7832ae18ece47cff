import type { VapiCredential } from "@callflex/contracts/api/vapi-credentials";

/** Where the change of a webhook key stands. */
export interface ChangeOfKey {
  /** The key that deliveries are proved by; null before the first number. */
  current: VapiCredential | null;
  /** The key that will be used next. */
  next: VapiCredential | null;
  /** The key before, while it is still accepted. */
  before: VapiCredential | null;
}

/** @param keys newest first */
export function changeOfKey(keys: VapiCredential[]): ChangeOfKey {
  const first = (state: VapiCredential["state"]) => keys.find((key) => key.state === state) ?? null;
  return { current: first("in_use"), next: first("preparing"), before: first("replaced") };
}

/** A change is over within a minute; one that is still not is being looked after by a person. */
const LONG_MS = 5 * 60_000;

/** @returns whether the next key waits longer than it should */
export function isOverdue(next: VapiCredential, now: number): boolean {
  return now - Date.parse(next.createdAt) > LONG_MS;
}
