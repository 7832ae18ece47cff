import { createHash } from "node:crypto";

/** Digits and capitals that nobody mixes up when reading them aloud. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 5;

/**
 * The short code that a notification carries in its text, by which it is found again at a provider that knows no
 * idempotency key. The same notification always has the same code; two of the same recipient and day differ with a
 * probability of 1 in 33 million.
 */
export function referenceOf(notificationId: string): string {
  const digest = createHash("sha256").update(notificationId).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/**
 * The code of one round of sending. A round ends when the provider's word was final; a person's retry begins the next
 * one, which must not be taken for the message that failed before.
 *
 * @param round 0 for the first
 */
export function referenceOfRound(reference: string, round: number): string {
  return round === 0 ? reference : `${reference}-${round + 1}`;
}
