import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 random bits for an invitation's link, with the hash that is kept of it. */
export function newInvitationSecret(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashInvitationToken(token) };
}

/** The hash by which an invitation is found. The secret is random, so a fast hash gives nothing away. */
export function hashInvitationToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
