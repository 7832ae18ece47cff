import { createHash } from "node:crypto";

/** Longest text of a provider that is used as a key; an index row of PostgreSQL holds no more than 2.7 kB. */
const MAX_KEY_LENGTH = 300;
const KEPT_LENGTH = 200;

/** The text as a key: itself, or where it is too long its beginning with a digest, so that two that differ stay apart. */
export function boundedKey(text: string): string {
  if (text.length <= MAX_KEY_LENGTH) return text;
  const digest = createHash("sha256").update(text).digest("base64url");
  return `${text.slice(0, KEPT_LENGTH).toWellFormed()}#${digest}`;
}
