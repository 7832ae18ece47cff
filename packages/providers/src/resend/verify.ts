import { createHmac } from "node:crypto";
import { REPLAY_WINDOW_MS, sameText, singleHeader, type Headers, type Verification } from "../verification.ts";

/**
 * Verifies a webhook of Resend (Svix's scheme: base64 HMAC-SHA256 of `{svix-id}.{svix-timestamp}.{body}`). The SDK's
 * verifier reads the clock itself and the body as text; this one takes both from the caller, byte for byte.
 *
 * `svix-signature` lists signatures separated by spaces (two during a rotation of the secret); any valid one counts.
 *
 * @param input.secret the endpoint's signing secret, `whsec_…`: its key is the base64-decoded part after the prefix
 * @param input.now our clock, for the replay window of five minutes both ways
 */
export function verifyResend(input: { headers: Headers; rawBody: Buffer; secret: string; now: Date }): Verification {
  const { headers, rawBody, secret, now } = input;
  const id = singleHeader(headers, "svix-id");
  const timestamp = singleHeader(headers, "svix-timestamp");
  const signatures = singleHeader(headers, "svix-signature");
  if (id === undefined || signatures === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return { ok: false, reason: "missing" };
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length === 0) return { ok: false, reason: "mismatch" };
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(rawBody).digest("base64");
  const valid = signatures.split(" ").some((signature) => sameText(signature, `v1,${expected}`));
  if (!valid) return { ok: false, reason: "mismatch" };
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > REPLAY_WINDOW_MS) return { ok: false, reason: "stale" };
  return { ok: true };
}
