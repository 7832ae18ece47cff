/** Tries before an event becomes a dead letter: with the delays below about 40 minutes. */
export const MAX_ATTEMPTS = 12;

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10 * 60_000;

/**
 * Delay before the next try, exponential with jitter: half of it is fixed, half is chance, so that events which failed
 * together don't come back together.
 *
 * @param attempts tries so far, from 1
 * @param random a number in [0, 1)
 * @returns milliseconds
 */
export function retryDelay(attempts: number, random: number = Math.random()): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

/** How long an event may wait for what it is about. */
export const PARKING_LIMIT_MS = 24 * 3_600_000;

/**
 * Delay before a parked event is looked at again, should nothing wake it.
 *
 * @param waitedMs how long it has waited
 * @returns milliseconds
 */
export function parkingDelay(waitedMs: number): number {
  return Math.min(15 * 60_000, Math.max(1_000, waitedMs));
}
