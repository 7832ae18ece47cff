import type { RateLimiterMemory } from "rate-limiter-flexible";
import { createLimiter } from "../http/rate-limits.ts";

/** How often the costly and the guessable may be tried, beyond the limits of all requests. */
export interface AuthLimits {
  /** New accounts from one address. */
  signUp: RateLimiterMemory;
  /** Mails that one address asks for. */
  mailFrom: RateLimiterMemory;
  /** Mails to one mailbox. */
  mailTo: RateLimiterMemory;
  /** Passwords that a signed-in user confirms with. */
  password: RateLimiterMemory;
  /** Codes of the second factor, by address or user. */
  secondFactor: RateLimiterMemory;
}

/** Makes the limiters; each process counts for itself. */
export function createAuthLimits(): AuthLimits {
  return {
    signUp: createLimiter({ name: "sign-up", points: 60, seconds: 3600 }),
    mailFrom: createLimiter({ name: "mail-from", points: 30, seconds: 3600 }),
    mailTo: createLimiter({ name: "mail-to", points: 5, seconds: 3600 }),
    password: createLimiter({ name: "password", points: 10, seconds: 15 * 60 }),
    secondFactor: createLimiter({ name: "second-factor", points: 20, seconds: 15 * 60 }),
  };
}
