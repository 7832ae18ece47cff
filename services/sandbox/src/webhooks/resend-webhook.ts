import { createHmac } from "node:crypto";
import { randomToken } from "../ids.ts";
import { isSuccess, type Webhook } from "./webhook.ts";

/** Resend's retries: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h after a failure. */
const RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/**
 * A webhook of Resend, signed in svix's way; the message id stays the same over retries.
 *
 * @param secret `whsec_…`
 */
export function resendWebhook(endpoint: string, secret: string, event: { type: string }): Webhook {
  const body = JSON.stringify(event);
  const id = `msg_${randomToken(27)}`;
  return {
    provider: "resend",
    type: event.type,
    url: endpoint,
    body,
    headers: (sentAtMs) => {
      const timestamp = Math.floor(sentAtMs / 1000);
      return {
        "content-type": "application/json",
        "user-agent": "Svix-Webhooks/1.84.0",
        "svix-id": id,
        "svix-timestamp": String(timestamp),
        "svix-signature": `v1,${svixSignature(secret, id, timestamp, body)}`,
      };
    },
    timeoutMs: 15_000,
    retries: {
      delaysMs: RETRY_SECONDS.map((seconds) => seconds * 1000),
      retryable: (status) => !isSuccess(status),
    },
    answerNeeded: false,
  };
}

/**
 * The signature of svix: base64 HMAC-SHA256 over `id.timestamp.body` with the base64 part of the secret as key.
 *
 * @param timestamp seconds since the epoch
 */
export function svixSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
}
