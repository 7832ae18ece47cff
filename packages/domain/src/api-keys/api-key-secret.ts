import { createHash, randomBytes } from "node:crypto";

/** How every key begins, so that people and secret scanners know one when they see it. */
export const API_KEY_PREFIX = "cfx_";
const SHOWN_LETTERS = 8;

/** A new key of 256 random bits, with what of it is kept. */
export function newApiKeySecret(): { key: string; prefix: string; hash: Buffer } {
  const key = `${API_KEY_PREFIX}${randomBytes(32).toString("base64url")}`;
  return { key, prefix: key.slice(0, API_KEY_PREFIX.length + SHOWN_LETTERS), hash: hashApiKey(key) };
}

/** The hash by which a key is found. A key is random, so a fast hash gives nothing away. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
