import { DomainError } from "./errors.ts";

/**
 * Lets a change go on if the caller has seen the row as it is.
 *
 * @param what the row is in the reader's words, `this item`
 * @param seen versions that the caller names; null: whichever it is at
 * @throws {DomainError} `precondition_failed`
 */
export function requireVersion(row: { version: number }, what: string, seen: readonly number[] | null): void {
  if (!seen || seen.includes(row.version)) return;
  throw new DomainError(
    "precondition_failed",
    `Somebody changed ${what} meanwhile. Load it again, then repeat your change.`,
  );
}
