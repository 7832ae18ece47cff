import twilio from "twilio";
import { newUuid } from "../ids.ts";
import type { RetryPlan, Webhook } from "./webhook.ts";

/** Form fields of a webhook. */
export type TwilioForm = Record<string, string>;

/**
 * A webhook of Twilio: a signed form. A fragment in the address holds delivery options (`#rc=2&rp=5xx`): it is obeyed
 * and not sent.
 *
 * @param authToken signs the address and the fields
 * @param target.type name for the list of deliveries
 */
export function twilioWebhook(
  authToken: string,
  target: { url: string; type: string; callId?: string; answerNeeded?: boolean },
  form: TwilioForm,
): Webhook {
  const [url = "", fragment = ""] = target.url.split("#", 2);
  const overrides = new URLSearchParams(fragment);
  const signature = twilio.getExpectedTwilioSignature(authToken, url, form);
  const token = newUuid();
  return {
    provider: "twilio",
    type: target.type,
    url,
    ...(target.callId ? { callId: target.callId } : {}),
    body: new URLSearchParams(form).toString(),
    headers: () => ({
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "user-agent": "TwilioProxy/1.1",
      accept: "*/*",
      "x-twilio-signature": signature,
      "i-twilio-idempotency-token": token,
    }),
    timeoutMs: Number(overrides.get("rt") ?? overrides.get("tt") ?? 15_000),
    retries: twilioRetries(overrides),
    answerNeeded: target.answerNeeded ?? false,
  };
}

/** Twilio's retries: one on a connection failure, unless `rc` (count) and `rp` (policy) say otherwise. */
function twilioRetries(overrides: URLSearchParams): RetryPlan {
  const count = Math.min(Number(overrides.get("rc") ?? 1), 5);
  const policy = (overrides.get("rp") ?? "ct").split(",");
  return {
    delaysMs: Array.from({ length: count }, () => 100),
    retryable: (status) => {
      if (policy.includes("all")) return true;
      if (status === null) return policy.includes("ct") || policy.includes("rt");
      return policy.includes(`${Math.floor(status / 100)}xx`);
    },
  };
}
