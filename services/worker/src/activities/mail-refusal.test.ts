import { ProviderError } from "@callflex/providers/errors";
import { describe, expect, test } from "vitest";
import { mailFailure, mailRefusalReason } from "./mail-refusal.ts";

function resendError(code: string, given: { retryable?: boolean; retryAfterMs?: number } = {}) {
  const message = "Invalid `to` field: jane@private.example";
  return new ProviderError({ provider: "resend", code, message, retryable: false, ...given });
}
const hours = (n: number) => new Date(Date.now() + n * 3_600_000);

describe("a mail that was not taken", () => {
  test.each(["invalid_api_key", "daily_quota_exceeded"])("for %s is tried again: it is our account's fault", (code) => {
    const error = resendError(code);
    expect(mailRefusalReason(error)).toMatchObject({ willRetry: true });
    expect(mailFailure(error, hours(1))).toMatchObject({ nonRetryable: false, nextRetryDelay: 300_000 });
  });

  test("for its address has failed for good, and the reason says so to people", () => {
    const refusal = mailRefusalReason(resendError("validation_error"));
    expect(refusal).toEqual({ reason: "The mail service refused the mail. Is the address right?", willRetry: false });
  });

  test("is tried again when Resend asks for, but not after its own end", () => {
    const busy = resendError("rate_limit_exceeded", { retryable: true, retryAfterMs: 1_800_000 });
    expect(mailFailure(busy, hours(1)).nextRetryDelay).toBe(1_800_000);
    expect(mailFailure(busy, hours(0.1)).nextRetryDelay).toBeLessThanOrEqual(360_000);
    expect(mailFailure(busy, hours(-1)).nextRetryDelay).toBe(1);
    expect(mailFailure(resendError("network", { retryable: true }), hours(1)).nextRetryDelay).toBeUndefined();
  });

  test("for a fault that nobody expected is tried again, and nothing of it goes into the history", () => {
    const fault = new Error("the key k1 of jane@private.example");
    expect(mailRefusalReason(fault)).toBeNull();
    for (const failure of [mailFailure(fault, undefined), mailFailure(resendError("network"), hours(1))]) {
      expect(failure.nonRetryable).toBeFalsy();
      expect(JSON.stringify([failure.message, failure.cause, failure.details])).not.toContain("private");
    }
  });
});
