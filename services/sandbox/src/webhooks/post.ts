import type { WebhookOutcome } from "./webhook.ts";

/** Longest answer that is read, in characters. */
const ANSWER_LIMIT = 1_000_000;

/**
 * Sends one POST request. Redirects are not followed, as no provider follows them for webhooks.
 *
 * @param timeoutMs until the answer is complete
 * @param signal ends the request early
 * @returns the answer, or why there is none; never throws
 */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<WebhookOutcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    return { status: response.status, body: text.slice(0, ANSWER_LIMIT), error: null };
  } catch (error) {
    return { status: null, body: "", error: describe(error, timeoutMs) };
  }
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${timeoutMs} ms`;
  if (error.name === "AbortError") return "the sandbox stopped";
  const cause = error.cause;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
