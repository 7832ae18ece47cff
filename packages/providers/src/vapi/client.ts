import { VapiClient, VapiError } from "@vapi-ai/server-sdk";
import { isRetryableStatus, networkError, ProviderError, retryAfterMs } from "../errors.ts";

/** How to reach VAPI. */
export interface VapiOptions {
  apiKey: string;
  baseUrl: string;
  /** Limit of one request up to its headers; 10 s by default, 60 s for one that makes something. */
  timeoutMs?: number;
}

/** True for VAPI's own address; behind any other one a stand-in answers. */
export function isVapiItself(baseUrl: string): boolean {
  return new URL(baseUrl).hostname === "api.vapi.ai";
}

/** Opens the SDK's client, without the SDK's own repeats: it would repeat a create as well, and VAPI makes two then. */
export function createVapiClient({ apiKey, baseUrl, timeoutMs = 10_000 }: VapiOptions): VapiClient {
  return new VapiClient({ token: apiKey, baseUrl, maxRetries: 0, timeoutInSeconds: timeoutMs / 1000 });
}

/** Making something waits longer than reading: giving up leaves open whether it was made. */
const CREATE_TIMEOUT_MS = 60_000;

/** Limit of a request that makes something, as the SDK takes it. */
export function createLimit({ timeoutMs = CREATE_TIMEOUT_MS }: VapiOptions): { timeoutInSeconds: number } {
  return { timeoutInSeconds: timeoutMs / 1000 };
}

/** `X-RateLimit-Reset`, in seconds since 1970, as a date that can be read like `Retry-After`. */
function resetDate(headers: Headers | undefined): string | undefined {
  const seconds = Number(headers?.get("x-ratelimit-reset"));
  return seconds > 0 ? new Date(seconds * 1000).toUTCString() : undefined;
}

/** An answer of VAPI other than success. */
export function statusError(status: number, message: string, headers?: Headers): ProviderError {
  return new ProviderError({
    provider: "vapi",
    retryable: isRetryableStatus(status),
    code: String(status),
    message,
    retryAfterMs: retryAfterMs(headers?.get("retry-after") ?? resetDate(headers), new Date()),
  });
}

/** VAPI's words about a failure: `message` is one sentence, or a list of everything wrong with a request. */
export function messageOf(status: number, body: unknown): string {
  const { message } = (body ?? {}) as { message?: string | string[] };
  return [message ?? `VAPI answered with HTTP ${status}`].flat().join("; ");
}

/** What the SDK, or `fetch`, has thrown, in our words. */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof VapiError) || error.statusCode === undefined) return networkError("vapi", error);
  return statusError(error.statusCode, messageOf(error.statusCode, error.body), error.rawResponse?.headers);
}

/**
 * Waits for an answer of the SDK.
 *
 * @throws {ProviderError}
 */
export async function answerOf<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toProviderError(error);
  }
}

/**
 * Waits for an answer; what VAPI doesn't have (any more) is null.
 *
 * @throws {ProviderError}
 */
export async function answerUnlessMissing<T>(work: PromiseLike<T>): Promise<T | null> {
  try {
    return await answerOf(work);
  } catch (error) {
    if (error instanceof ProviderError && error.code === "404") return null;
    throw error;
  }
}
