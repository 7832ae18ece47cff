import { FINAL_FAILURE } from "@callflex/contracts/workflow";
import { ReportGone } from "@callflex/domain/calls/settle-call";
import { SecretLocked } from "@callflex/domain/vapi-credentials/stored-credential";
import { ProviderError } from "@callflex/providers/errors";
import { describe, expect, test } from "vitest";
import { toFailure } from "./failures.ts";

const refusal = { provider: "twilio" as const, code: "21211", message: "'To' number +14155550134 is not valid" };

describe("what an activity threw", () => {
  test("a provider's refusal is final and quotes nobody", () => {
    const failure = toFailure(new ProviderError({ ...refusal, retryable: false }), 1);
    expect(failure).toMatchObject({ type: FINAL_FAILURE, nonRetryable: true });
    expect(failure.message).toBe("twilio refused it (21211)");
  });

  test("a provider that is busy is tried again when it says", () => {
    const failure = toFailure(new ProviderError({ ...refusal, retryable: true, retryAfterMs: 4_000 }), 1);
    expect(failure).toMatchObject({ nonRetryable: false, nextRetryDelay: 4_000 });
  });

  test("a database that is away is tried again for ever", () => {
    const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    expect(toFailure(away, 10_000).nonRetryable).toBeFalsy();
  });

  test("a report that is gone is final", () => {
    expect(toFailure(new ReportGone("x"), 1)).toMatchObject({ type: FINAL_FAILURE, nonRetryable: true });
  });

  test("a secret that doesn't open waits for the operator's key", () => {
    expect(toFailure(new SecretLocked("x"), 1)).toMatchObject({
      type: FINAL_FAILURE,
      nonRetryable: true,
      message: expect.stringContaining("encryption key") as unknown,
    });
  });

  test("what nobody expected is final after some tries, and its text stays in the log", () => {
    const fault = new TypeError("Jane Roe has no phone");
    expect(toFailure(fault, 1).nonRetryable).toBeFalsy();
    expect(toFailure(fault, 8)).toMatchObject({ type: FINAL_FAILURE, nonRetryable: true });
    expect(toFailure(fault, 8).message).not.toContain("Jane");
  });
});
