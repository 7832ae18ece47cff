import twilio from "twilio";
import { networkError } from "../errors.ts";
import { answerError } from "./answer-error.ts";
import { redirected } from "./redirected.ts";

/** The SDK's client. */
export type TwilioClient = twilio.Twilio;

/** How to reach Twilio. */
export interface TwilioOptions {
  accountSid: string;
  authToken: string;
  /** Address that stands for `https://api.twilio.com`, and outside of twilio.com for all its products; may have a path. */
  baseUrl: string;
  /** Limit of one request, connecting included. */
  timeoutMs?: number;
}

/**
 * Opens the SDK's client. The SDK has no base address of its own to set, so its HTTP client is given one; that also sees
 * the answers' headers, which the SDK's exceptions don't carry.
 *
 * Requests fail with `ProviderError`. None is repeated by itself.
 *
 * @throws when the account SID does not start with `AC`
 */
export function createTwilioClient(options: TwilioOptions): TwilioClient {
  const base = new URL(options.baseUrl);
  const httpClient = new twilio.RequestClient({ timeout: options.timeoutMs ?? 10_000 });
  const request = httpClient.request.bind(httpClient);
  httpClient.request = async (given) => {
    const { uri, headers: extra } = redirected(given.uri, base);
    const answer = await request({ ...given, uri, headers: { ...given.headers, ...extra } }).catch((error: unknown) => {
      throw networkError("twilio", error);
    });
    const { statusCode, body, headers } = answer as { statusCode: number; body: unknown; headers: unknown };
    if (statusCode >= 400) throw answerError(statusCode, body, headers as Record<string, unknown>);
    return answer as never;
  };
  return twilio(options.accountSid, options.authToken, { httpClient });
}
