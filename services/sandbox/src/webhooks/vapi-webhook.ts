import type { VapiAuthenticationPlan, VapiServer } from "../state/vapi-resources.ts";
import { vapiAuthHeaders } from "./sign-vapi.ts";
import { isSuccess, noRetries, type RetryPlan, type Webhook } from "./webhook.ts";

/** Time a server has by default, in seconds. */
const DEFAULT_TIMEOUT_SECONDS = 20;

/**
 * A server message of VAPI as a webhook.
 *
 * @param server where it goes; its `url` must be set
 * @param plan the server's credential
 * @param message the content of `message`, with its `type`
 * @param options.timeoutMs overrides the server's own time limit (assistant-request has a fixed one)
 */
export function vapiWebhook(
  server: VapiServer,
  plan: VapiAuthenticationPlan | undefined,
  message: { type: string },
  options: { callId: string; answerNeeded: boolean; timeoutMs?: number },
): Webhook {
  const url = server.url ?? "";
  const body = JSON.stringify({ message });
  return {
    provider: "vapi",
    type: message.type,
    url,
    callId: options.callId,
    body,
    headers: (sentAtMs) => ({
      "content-type": "application/json",
      "user-agent": "axios/1.7.9",
      "x-call-id": options.callId,
      ...vapiAuthHeaders(server, plan, { url, body, sentAtMs }),
    }),
    timeoutMs: options.timeoutMs ?? (server.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    retries: backoffRetries(server.backoffPlan),
    answerNeeded: options.answerNeeded,
  };
}

/** The retries of a server's backoff plan; none without a plan, as at VAPI. */
export function backoffRetries(plan: VapiServer["backoffPlan"]): RetryPlan {
  const maxRetries = Math.min(plan?.maxRetries ?? 0, 10);
  if (maxRetries <= 0) return noRetries;
  const baseMs = (plan?.baseDelaySeconds ?? 1) * 1000;
  const exponential = plan?.type === "exponential";
  const excluded = (plan?.excludedStatusCodes ?? []).map(Number);
  return {
    delaysMs: Array.from({ length: maxRetries }, (_, retry) => (exponential ? baseMs * 2 ** retry : baseMs)),
    retryable: (status) => !isSuccess(status) && (status === null || !excluded.includes(status)),
  };
}
