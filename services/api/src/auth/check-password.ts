import type { RateLimiterMemory } from "rate-limiter-flexible";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import type { UserCaller } from "./authenticate.ts";
import type { Auth } from "./better-auth.ts";

/**
 * Lets somebody go on who is signed in with a session of their own: an access token is for using the product, not for
 * changing the account that it belongs to.
 *
 * @throws {HttpProblem} 403
 */
export function requireSession(caller: UserCaller): void {
  if (caller.credential === "session") return;
  throw new HttpProblem("forbidden", "An access token can't change the account. Sign in and use the session.");
}

/**
 * Makes sure that it is the account's owner who asks, not somebody at their unlocked screen. Wrong passwords count.
 *
 * @param field name of the body's field, for the answer
 * @throws {HttpProblem} 403 for an access token; 409 for an account without a password; 422 for a wrong one; 429
 */
export async function checkPassword(
  { auth, limit }: { auth: Auth; limit: RateLimiterMemory },
  caller: UserCaller,
  password: string,
  field = "password",
): Promise<void> {
  requireSession(caller);
  await takeOne(limit, caller.userId);
  const { internalAdapter, password: passwords } = await auth.$context;
  const stored = (await internalAdapter.findCredentialAccount(caller.userId))?.password;
  if (!stored) {
    throw new HttpProblem(
      "conflict",
      "This account has no password yet. Set one first: sign out and choose “Forgot password”.",
    );
  }
  if (!(await passwords.verify({ hash: stored, password }))) {
    throw new HttpProblem("invalid", "The password is wrong.", {
      errors: [{ pointer: `/${field}`, message: "is wrong" }],
    });
  }
  await limit.delete(caller.userId);
}
