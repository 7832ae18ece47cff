import { createHash } from "node:crypto";
import type { TwoFactorSignInRequest } from "@callflex/contracts/api/auth";
import type { PrismaTx } from "@callflex/db/prisma";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { isAPIError } from "better-auth/api";
import type { Request } from "express";
import { HttpProblem } from "../http/problem.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { authHeaders } from "./auth-headers.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import type { Auth } from "./better-auth.ts";

/** A code counts for its 30 seconds and those before and after. */
const CODE_LIFE_MS = 90_000;
const LOCK_SECONDS = 15 * 60;

/** The request's headers with the cookie of the first step alone: a session that it may carry besides isn't asked. */
function challengeHeaders(req: Request): Headers {
  const headers = authHeaders(req);
  headers.delete("authorization");
  const cookies = (headers.get("cookie") ?? "").split("; ").filter((one) => /callflex\.two_factor=/.test(one));
  headers.set("cookie", cookies.join("; "));
  return headers;
}

/** better-auth's refusal in words that say what to do. */
export function secondFactorProblem(error: unknown): unknown {
  if (!isAPIError(error)) return error;
  switch (error.body?.code) {
    case "INVALID_CODE":
    case "INVALID_BACKUP_CODE":
      return new HttpProblem("unauthenticated", "That code isn't right. Enter the one that is shown now.");
    case "INVALID_TWO_FACTOR_COOKIE":
      return new HttpProblem("unauthenticated", "The time for the code is over. Sign in with your password again.");
    case "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE":
      return new HttpProblem("unauthenticated", "Too many wrong codes. Sign in with your password again.");
    case "ACCOUNT_TEMPORARILY_LOCKED":
      return new HttpProblem("rate_limited", "Too many wrong codes for this account. Try again in 15 minutes.", {
        headers: { "Retry-After": String(LOCK_SECONDS) },
      });
    default:
      return error;
  }
}

/** Whether this user's code is used for the first time: somebody who saw it being typed can't use it too. */
async function claimCode(tx: PrismaTx, userId: string, code: string): Promise<boolean> {
  const hex = createHash("sha256").update(`totp ${userId} ${code}`).digest("hex").slice(0, 32);
  const claimed = await tx.$executeRaw`
    INSERT INTO verifications (id, identifier, value, expires_at)
    VALUES (${hex}::uuid, ${`used-code/${userId}`}, '', ${new Date(Date.now() + CODE_LIFE_MS)})
    ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at WHERE verifications.expires_at < now()`;
  return claimed === 1;
}

function verify(auth: Auth, body: TwoFactorSignInRequest, headers: Headers) {
  return "code" in body
    ? auth.api.verifyTOTP({ body: { code: body.code }, headers, returnHeaders: true })
    : auth.api.verifyBackupCode({ body: { code: body.recoveryCode }, headers, returnHeaders: true });
}

/**
 * The second step of a sign-in. Wrong codes are counted even though the request fails: five end the step, ten in a row
 * lock the account's second factor for 15 minutes.
 *
 * @returns the user, and better-auth's answer headers with the session
 * @throws {HttpProblem} 401 for a wrong, used or late code; 429 while locked
 */
export async function takeSecondStep(
  auth: Auth,
  body: TwoFactorSignInRequest,
  req: Request,
): Promise<{ userId: string; sessionToken: string; headers: Headers }> {
  const outcome = await inAuthTransaction(auth, async (tx) => {
    const verified = await verify(auth, body, challengeHeaders(req)).catch((refusal: unknown) => {
      if (!isAPIError(refusal)) throw refusal;
      // Returned, not thrown: the count of wrong codes must be committed.
      return { refusal };
    });
    if ("refusal" in verified) return verified;
    const { user, token } = verified.response;
    if (!token) throw new Error("the second step made no session");
    if ("code" in body && !(await claimCode(tx, user.id, body.code))) {
      throw new HttpProblem("unauthenticated", "This code was used already. Wait for the next one.");
    }
    if ("recoveryCode" in body) {
      await auditAccount(tx, user.id, { action: "two_factor.recovery_code_used", request: requestOrigin(req) });
    }
    return { userId: user.id, sessionToken: token, headers: verified.headers };
  });
  if ("refusal" in outcome) throw secondFactorProblem(outcome.refusal);
  return outcome;
}
