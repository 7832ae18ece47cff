import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import type { Verification } from "../verification.ts";

/**
 * Verifies a webhook of Twilio with the SDK's own check of `X-Twilio-Signature`.
 *
 * Form bodies are signed by their decoded parameters. JSON bodies are signed by the address alone, whose `bodySHA256`
 * parameter binds the raw bytes: one without it is refused. Twilio signs no timestamp, so nothing can be `stale`.
 *
 * @param input.authTokens primary auth tokens that may sign: the current one, and the one before during a rotation
 * @param input.url the public address as configured at Twilio (scheme, host, path, query), never built from `Host`
 * @param input.signature value of `X-Twilio-Signature`
 * @param input.contentType value of `Content-Type`; anything but JSON is read as a form
 */
export function verifyTwilio(input: {
  authTokens: readonly string[];
  url: string;
  signature: string | undefined;
  rawBody: Buffer;
  contentType: string | undefined;
}): Verification {
  const { authTokens, signature, rawBody, contentType } = input;
  if (!signature) return { ok: false, reason: "missing" };
  const url = input.url.replace(/#.*$/, "");
  const text = rawBody.toString("utf8");
  const isJson = contentType?.trim().toLowerCase().startsWith("application/json") ?? false;
  const parameters = isJson ? {} : formParameters(text);
  const valid = authTokens
    .filter((token) => token !== "")
    .some((token) =>
      isJson
        ? validateRequestWithBody(token, signature, url, text)
        : validateRequest(token, signature, url, parameters),
    );
  return valid ? { ok: true } : { ok: false, reason: "mismatch" };
}

/** Decoded parameters of a form body; a repeated one becomes a list, as the SDK's check expects. */
export function formParameters(body: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null);
  const form = new URLSearchParams(body);
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    parameters[name] = values.length > 1 ? values : values[0]!;
  }
  return parameters;
}
