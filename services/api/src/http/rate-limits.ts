import type { Response } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HttpProblem } from "./problem.ts";

/** How often something may happen: so many times in so many seconds. */
export interface Quota {
  name: string;
  points: number;
  seconds: number;
}

/**
 * A counter of one quota. Each process counts for itself: the limits are against abuse, not a price, and the library
 * advises memory where exact sharing isn't worth a round trip for every request.
 */
export function createLimiter(quota: Quota): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: quota.name, points: quota.points, duration: quota.seconds });
}

function seconds(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}

/**
 * Counts one use.
 *
 * @returns what is left of the quota
 * @throws {HttpProblem} 429 with Retry-After when nothing was left
 */
export async function takeOne(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (state) {
    if (!(state instanceof RateLimiterRes)) throw state;
    const wait = seconds(state);
    throw new HttpProblem("rate_limited", `Too many requests. Try again in ${wait} s.`, {
      headers: {
        "Retry-After": String(wait),
        RateLimit: `"${limiter.keyPrefix}";r=0;t=${wait}`,
        "RateLimit-Policy": policy(limiter),
      },
    });
  }
}

function policy(limiter: RateLimiterMemory): string {
  return `"${limiter.keyPrefix}";q=${limiter.points};w=${limiter.duration}`;
}

/** Counts one request and says in RateLimit headers (IETF httpapi draft) what is left. */
export async function limitRequest(limiter: RateLimiterMemory, key: string, res: Response): Promise<void> {
  const state = await takeOne(limiter, key);
  res.setHeader("RateLimit-Policy", policy(limiter));
  res.setHeader("RateLimit", `"${limiter.keyPrefix}";r=${state.remainingPoints};t=${seconds(state)}`);
}
