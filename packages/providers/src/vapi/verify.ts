import { createHmac } from "node:crypto";
import { REPLAY_WINDOW_MS, sameText, singleHeader, type Headers, type Verification } from "../verification.ts";

/** How an organization's VAPI deliveries are verified: signed with a timestamp, or by a plain shared secret. */
export interface VapiCredential {
  scheme: "hmac" | "secret";
  secret: string;
}

/** Timestamps from here on are read as milliseconds; as seconds they would lie beyond the year 5000. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * Verifies a server message of VAPI over its raw bytes.
 *
 * `hmac`: header `x-signature` is the hex HMAC-SHA256 of `{x-timestamp}.{body}`, with or without a `sha256=` prefix. The
 * unit of the timestamp is not documented by VAPI, so seconds and milliseconds are both read.
 * `secret`: header `X-Vapi-Secret` carries the shared secret itself.
 *
 * @param input.now our clock, for the replay window of five minutes both ways
 */
export function verifyVapi(input: {
  headers: Headers;
  rawBody: Buffer;
  credential: VapiCredential;
  now: Date;
}): Verification {
  const { headers, rawBody, credential, now } = input;
  if (credential.secret === "") return { ok: false, reason: "mismatch" };
  if (credential.scheme === "secret") {
    const given = singleHeader(headers, "x-vapi-secret");
    if (given === undefined) return { ok: false, reason: "missing" };
    return sameText(given, credential.secret) ? { ok: true } : { ok: false, reason: "mismatch" };
  }

  const signature = singleHeader(headers, "x-signature");
  const timestamp = singleHeader(headers, "x-timestamp");
  if (signature === undefined || timestamp === undefined || !/^\d{1,16}$/.test(timestamp)) {
    return { ok: false, reason: "missing" };
  }
  const expected = createHmac("sha256", credential.secret).update(`${timestamp}.`).update(rawBody).digest("hex");
  if (!sameText(signature.replace(/^sha256=/, "").toLowerCase(), expected)) return { ok: false, reason: "mismatch" };

  const stated = Number(timestamp);
  const sentAt = stated >= MILLISECONDS_FROM ? stated : stated * 1000;
  if (Math.abs(now.getTime() - sentAt) > REPLAY_WINDOW_MS) return { ok: false, reason: "stale" };
  return { ok: true };
}
