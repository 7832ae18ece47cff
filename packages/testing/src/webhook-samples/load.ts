import { readdirSync, readFileSync } from "node:fs";

/** Providers that samples of webhooks and answers are kept of, one folder each. */
export type SampleProvider = "vapi" | "twilio" | "resend";

function folder(provider: SampleProvider): URL {
  return new URL(`${provider}/`, import.meta.url);
}

/** Names of a provider's samples, without `.json`. */
export function sampleNames(provider: SampleProvider): string[] {
  return readdirSync(folder(provider))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/**
 * Reads one sample.
 *
 * @typeParam T its shape: a bare body, an answer `{ httpStatus, body }` or a signed request
 * @throws when there is none of that name
 */
export function loadSample<T>(provider: SampleProvider, name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder(provider)), "utf8")) as T;
}
