import type { RequestHandler } from "express";
import type { Sandbox } from "../sandbox.ts";
import { tooManyRequests } from "./resend-error.ts";

/** Requests a second that Resend grants a team; told in every answer, enforced when a fault plan says so. */
const TOLD_LIMIT = 5;

/** Counts requests by the second and refuses those beyond the limit that the fault plan sets. */
export function rateLimit(sandbox: Sandbox): RequestHandler {
  let second = 0;
  let used = 0;
  return (_req, res, next) => {
    const enforced = sandbox.faults.plan().resendPerSecond;
    const limit = enforced ?? TOLD_LIMIT;
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) {
      second = now;
      used = 0;
    }
    used++;
    res.set({
      "ratelimit-limit": String(limit),
      "ratelimit-remaining": String(Math.max(0, limit - used)),
      "ratelimit-reset": "1",
    });
    if (enforced === null || used <= enforced) return next();
    res.set("retry-after", "1");
    throw tooManyRequests(enforced);
  };
}
