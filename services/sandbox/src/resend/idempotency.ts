import { createHash } from "node:crypto";
import type { RequestHandler } from "express";
import type { Sandbox } from "../sandbox.ts";
import { ResendApiError } from "./resend-error.ts";

const REMEMBERED_MS = 24 * 60 * 60 * 1000;
const LONGEST_KEY = 256;

/**
 * Answers a request once for each idempotency key: the same key and body get the first answer again for 24 hours.
 *
 * @param key the `Idempotency-Key` header; without one the work is simply done
 * @param scope the path: keys of different endpoints don't meet
 * @throws {ResendApiError} 400 for a bad key, 409 when the key came with another body
 */
export function answerOnce(
  sandbox: Sandbox,
  key: string | undefined,
  scope: string,
  body: unknown,
  work: () => unknown,
): unknown {
  if (key === undefined) return work();
  if (key.length === 0 || key.length > LONGEST_KEY) {
    throw new ResendApiError("invalid_idempotency_key", "The idempotency key must be between 1-256 chars.");
  }
  const { idempotentAnswers } = sandbox.store;
  const id = `${scope} ${key}`;
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const known = idempotentAnswers.get(id);
  if (known && Date.now() - known.createdAt < REMEMBERED_MS) {
    if (known.bodyHash !== bodyHash) {
      const text = "This idempotency key has been used on a request with a different body.";
      throw new ResendApiError("invalid_idempotent_request", text);
    }
    return known.answer;
  }
  const answer = work();
  idempotentAnswers.put({ id, bodyHash, answer, createdAt: Date.now() });
  return answer;
}

/** Refuses a request while another one with the same idempotency key is still being answered. */
export function refuseConcurrent(): RequestHandler {
  const running = new Set<string>();
  return (req, res, next) => {
    const key = req.get("idempotency-key");
    if (!key || req.method !== "POST") return next();
    const id = `${req.path} ${key}`;
    if (running.has(id)) {
      const text = "There is another request in progress with the same idempotency key. Try again later.";
      throw new ResendApiError("concurrent_idempotent_requests", text);
    }
    running.add(id);
    res.once("close", () => running.delete(id));
    next();
  };
}
