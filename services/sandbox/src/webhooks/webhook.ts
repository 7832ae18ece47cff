/** The providers that the sandbox stands in for. */
export type WebhookProvider = "vapi" | "twilio" | "resend";

/** A webhook to be sent. The same body goes out at each attempt; headers are made anew, since they carry the time. */
export interface Webhook {
  provider: WebhookProvider;
  /** Name of the event, for faults and the list of deliveries. */
  type: string;
  url: string;
  callId?: string;
  body: string;
  headers(sentAtMs: number): Record<string, string>;
  timeoutMs: number;
  retries: RetryPlan;
  /** Whether somebody waits for the answer; then faults delay the wait itself. */
  answerNeeded: boolean;
}

/** When a failed attempt is made again. */
export interface RetryPlan {
  /** Waits before the second, third, … attempt. */
  delaysMs: readonly number[];
  /** Whether an attempt with this status (null: no answer) is worth another. */
  retryable(status: number | null): boolean;
}

/** How a webhook ended. */
export interface WebhookOutcome {
  /** Status of the last attempt, null without an answer. */
  status: number | null;
  body: string;
  /** Why there was no answer. */
  error: string | null;
}

/** No second attempt. */
export const noRetries: RetryPlan = { delaysMs: [], retryable: () => false };

/** Whether a status is a success. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
