import { Resend } from "resend";
import { isRetryableStatus, networkError, ProviderError, retryAfterMs } from "../errors.ts";

/** An e-mail to one recipient. */
export interface Mail {
  /** `Name <address@verified.domain>`. */
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** At most 256 characters; Resend remembers it for 24 hours. The same key needs the same mail. */
  idempotencyKey: string;
  /** Names and values of ASCII letters, digits, `_` and `-` alone; they come back in the webhooks. */
  tags?: Record<string, string>;
}

/** Sends e-mails. Every function throws `ProviderError`. */
export interface MailSender {
  /**
   * Sends a mail. Safe to repeat with the same key: an answer that was lost is given again, nothing is sent twice.
   *
   * @returns Resend's id of the mail
   */
  send(mail: Mail): Promise<{ id: string }>;
  /** Reads a mail's last event (`delivered`, `bounced`, …); null when Resend has no such mail. */
  getStatus(id: string): Promise<{ status: string } | null>;
}

/** How to reach Resend. */
export interface ResendOptions {
  apiKey: string;
  baseUrl: string;
  /** Limit of one request. */
  timeoutMs?: number;
}

/** The key was used for a mail with other contents: one mail of that name has been accepted already. */
export const KEY_ALREADY_USED = "invalid_idempotent_request";

/** Retrying helps although the status alone doesn't say so. */
const RETRYABLE_NAMES = new Set(["rate_limit_exceeded", "concurrent_idempotent_requests"]);
/** Statuses of 429 that end with the day or the month, not within a few tries. */
const QUOTA_NAMES = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);

interface Answer {
  data: unknown;
  error: { name?: string; message?: string; statusCode?: number | null } | null;
  headers: Record<string, string> | null;
}

/** The SDK returns failures instead of throwing them; a failure nobody looks at is a lost mail. */
function dataOf<A extends Answer>({ data, error, headers }: A): Extract<A, { error: null }>["data"] {
  if (error === null) return data;
  const name = error.name ?? "application_error";
  const status = error.statusCode ?? undefined;
  if (status === undefined && name === "application_error") throw networkError("resend", error.message);
  throw new ProviderError({
    provider: "resend",
    retryable:
      RETRYABLE_NAMES.has(name) || (!QUOTA_NAMES.has(name) && status !== undefined && isRetryableStatus(status)),
    code: name,
    message: error.message ?? `Resend answered with HTTP ${status}`,
    retryAfterMs: retryAfterMs(headers?.["retry-after"], new Date()),
  });
}

/** Makes the sender over the SDK, which sets no time-out of its own. */
export function createMailSender({ apiKey, baseUrl, timeoutMs = 10_000 }: ResendOptions): MailSender {
  const resend = new Resend(apiKey, { baseUrl: baseUrl.replace(/\/+$/, "") });
  const limited = async <A extends Answer>(call: (signal: AbortSignal) => Promise<A>) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await call(signal).catch((error: unknown) => {
      throw networkError("resend", error);
    });
    return dataOf(answer);
  };
  return {
    async send({ idempotencyKey, tags, ...mail }) {
      const list = Object.entries(tags ?? {}).map(([name, value]) => ({ name, value }));
      const { id } = await limited((signal) => resend.emails.send({ ...mail, tags: list }, { idempotencyKey, signal }));
      return { id };
    },
    async getStatus(id) {
      try {
        const mail = await limited((signal) => resend.emails.get(id, { signal }));
        return { status: mail.last_event };
      } catch (error) {
        if (error instanceof ProviderError && error.code === "not_found") return null;
        throw error;
      }
    },
  };
}
