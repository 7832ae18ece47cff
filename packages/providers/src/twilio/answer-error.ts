import { z } from "zod";
import { isRetryableStatus, ProviderError, retryAfterMs } from "../errors.ts";

const errorBody = z.object({ code: z.number(), message: z.string() });

/** The queue of the sending number is full: it empties by itself. */
const QUEUE_FULL = 21611;

function parsed(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Reads a refusal of Twilio (`{ code, message, more_info, status }`; a page of HTML from a proxy before it).
 *
 * @param headers the answer's, lower-case names
 */
export function answerError(status: number, body: unknown, headers: Record<string, unknown>): ProviderError {
  const known = errorBody.safeParse(parsed(body));
  const code = known.success ? known.data.code : undefined;
  const wait = headers["retry-after"];
  return new ProviderError({
    provider: "twilio",
    retryable: isRetryableStatus(status) || code === QUEUE_FULL,
    code: String(code ?? status),
    message: known.success ? known.data.message : `Twilio answered with HTTP ${status}`,
    retryAfterMs: retryAfterMs(typeof wait === "string" ? wait : undefined, new Date()),
  });
}
