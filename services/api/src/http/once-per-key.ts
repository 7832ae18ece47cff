import { createHash } from "node:crypto";
import type { PrismaTx } from "@callflex/db/prisma";
import type { Request } from "express";
import { HttpProblem } from "./problem.ts";
import type { Reply } from "./route.ts";

/** A key is remembered for this long; it then may be used anew. */
const KEPT_HOURS = 24;

interface StoredAnswer {
  request_hash: string;
  response_body: unknown;
}

function keyOf(req: Request): string | null {
  const key = req.get("idempotency-key");
  if (key === undefined) return null;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new HttpProblem("invalid_request", "Idempotency-Key must be 1 to 255 printable characters without spaces.");
}

/**
 * Does the work once for each Idempotency-Key of an organization: the key, the work and the answer commit together, and a
 * request with the same key at the same time waits for that commit. What fails leaves no key behind.
 *
 * @param options.callerId part of what must be equal, so that nobody reads another's answer by guessing a key
 * @returns the work's answer, or the stored one with the header Idempotency-Replayed
 * @throws {HttpProblem} 409 when the key was used for another request
 */
export async function oncePerKey(
  tx: PrismaTx,
  options: { req: Request; organizationId: string; callerId: string; body: unknown },
  work: () => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> {
  const { req, organizationId } = options;
  const key = keyOf(req);
  if (!key) return work();
  const hash = createHash("sha256")
    .update(JSON.stringify([req.method, req.path, options.callerId, options.body]))
    .digest("hex");

  const taken = await tx.$executeRaw`
    INSERT INTO idempotency_keys AS k (organization_id, key, request_hash, expires_at)
    VALUES (${organizationId}::uuid, ${key}, ${hash}, now() + make_interval(hours => ${KEPT_HOURS}::integer))
    ON CONFLICT (organization_id, key) DO UPDATE
    SET request_hash = EXCLUDED.request_hash, expires_at = EXCLUDED.expires_at, response_body = NULL, response_status = NULL
    WHERE k.expires_at < now()`;
  if (taken === 0) {
    const [stored] = await tx.$queryRaw<StoredAnswer[]>`
      SELECT request_hash, response_body FROM idempotency_keys WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
    if (stored?.request_hash !== hash) {
      throw new HttpProblem("conflict", "This Idempotency-Key was used for another request. Use a new one.");
    }
    return { body: stored.response_body, headers: { "Idempotency-Replayed": "true" } };
  }

  const reply = await work();
  await tx.$executeRaw`
    UPDATE idempotency_keys SET response_body = ${JSON.stringify(reply.body ?? null)}::jsonb
    WHERE organization_id = ${organizationId}::uuid AND key = ${key}`;
  return reply;
}
