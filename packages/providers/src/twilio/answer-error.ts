import { z } from "zod";
import { isRetryableStatus, ProviderError, retryAfterMs } from "../errors.ts";
import { refusals } from "./refusals.ts";

const errorBody = z.object({ code: z.number(), message: z.string() });

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
  const refusal = code === undefined ? undefined : refusals[code];
  const wait = headers["retry-after"];
  return new ProviderError({
    provider: "twilio",
    retryable: refusal?.retryable ?? isRetryableStatus(status),
    code: String(code ?? status),
    message: known.success ? known.data.message : `Twilio answered with HTTP ${status}`,
    retryAfterMs: retryAfterMs(typeof wait === "string" ? wait : undefined, new Date()),
    remedy: refusal?.remedy,
    customerMessage: refusal?.words,
  });
}
