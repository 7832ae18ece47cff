import { ProviderError } from "@callflex/providers/errors";
import type { ApplicationFailure } from "@temporalio/activity";
import { toFailure } from "./failures.ts";

/** What Resend says of our account and not of the mail: somebody mends it, and the mail goes out then. */
const ABOUT_OUR_ACCOUNT = new Set([
  "missing_api_key",
  "restricted_api_key",
  "invalid_api_key",
  "daily_quota_exceeded",
  "monthly_quota_exceeded",
]);
const WAIT_FOR_OUR_ACCOUNT_MS = 5 * 60_000;

function isWorthWaiting(error: ProviderError): boolean {
  return error.retryable || ABOUT_OUR_ACCOUNT.has(error.code);
}

/**
 * Why the mail service didn't take a mail, in words for whoever asked for it.
 *
 * @returns null for faults of our own
 */
export function mailRefusalReason(error: unknown): { reason: string; willRetry: boolean } | null {
  if (!(error instanceof ProviderError)) return null;
  if (isWorthWaiting(error)) {
    return { reason: "The mail service could not be reached or was busy; it is tried again.", willRetry: true };
  }
  if (error.code === "validation_error") {
    return { reason: "The mail service refused the mail. Is the address right?", willRetry: false };
  }
  return { reason: `The mail service refused the mail (${error.code}).`, willRetry: false };
}

/**
 * Turns what went wrong with a mail into a failure that Temporal tries again: how long tries make sense is decided by the
 * mail's own end, also for faults that nobody expected.
 *
 * @param expiresAt the mail's end, if it is known: no wait goes beyond
 */
export function mailFailure(error: unknown, expiresAt: Date | undefined): ApplicationFailure {
  if (!(error instanceof ProviderError)) return toFailure(error, 1);
  const { provider, code, message } = error;
  const waitMs = error.retryAfterMs ?? (error.retryable ? undefined : WAIT_FOR_OUR_ACCOUNT_MS);
  const leftMs = expiresAt ? Math.max(expiresAt.getTime() - Date.now(), 0) : Infinity;
  const retryAfterMs = waitMs === undefined ? undefined : Math.min(waitMs, leftMs);
  return toFailure(new ProviderError({ provider, code, message, retryable: true, retryAfterMs, cause: error }), 1);
}
