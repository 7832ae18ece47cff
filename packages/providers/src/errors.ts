/** The providers that we call. */
export type ProviderName = "twilio" | "resend" | "vapi";

const WAITING = "Our phone partner isn't answering at the moment. We keep trying.";
const REFUSED = "Our phone partner refused this. Please contact support: trying again won't help.";

/** What helps after a failure that another try doesn't: another choice, papers, or the people who run CallFlex. */
export type ProviderRemedy =
  "choose_another_number" | "give_address" | "give_bundle" | "correct_input" | "tell_operator";

/** A call of a provider's API failed. `message` is the provider's own and for the log alone. */
export class ProviderError extends Error {
  override name = "ProviderError";
  readonly provider: ProviderName;
  /** True when another try may succeed; the provider may still have done what it was asked. */
  readonly retryable: boolean;
  /** The provider's own code, else the HTTP status or `network`. */
  readonly code: string;
  /** How long the provider asked us to wait. */
  readonly retryAfterMs: number | undefined;
  /** What helps; undefined where only time does, or where nobody knows. */
  readonly remedy: ProviderRemedy | undefined;
  /** What happened and what to do, for a customer to read; names neither the provider nor anything of another customer. */
  readonly customerMessage: string;

  constructor(input: {
    provider: ProviderName;
    retryable: boolean;
    code: string;
    message: string;
    retryAfterMs?: number;
    remedy?: ProviderRemedy;
    customerMessage?: string;
    cause?: unknown;
  }) {
    super(input.message, { cause: input.cause });
    this.provider = input.provider;
    this.retryable = input.retryable;
    this.code = input.code;
    this.retryAfterMs = input.retryAfterMs;
    this.remedy = input.remedy ?? (input.retryable ? undefined : "tell_operator");
    this.customerMessage = input.customerMessage ?? (input.retryable ? WAITING : REFUSED);
  }
}

/** True for the answers after which the same request may succeed: time-out, too many requests, the provider's own fault. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** No provider makes us wait longer than this before the next try. */
const MAX_RETRY_AFTER_MS = 60 * 60_000;

/**
 * Reads a `Retry-After` header.
 *
 * @param value seconds, or an HTTP date
 * @param now our clock
 * @returns milliseconds from now, at most an hour; undefined when there is none that can be read
 */
export function retryAfterMs(value: string | null | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  const milliseconds = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  if (!Number.isFinite(milliseconds)) return undefined;
  return Math.min(Math.max(milliseconds, 0), MAX_RETRY_AFTER_MS);
}

/** A connection that failed or took too long: nobody knows whether the request was carried out. */
export function networkError(provider: ProviderName, cause: unknown): ProviderError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const message = `${provider} could not be reached: ${detail}`;
  return new ProviderError({ provider, retryable: true, code: "network", message, cause });
}
