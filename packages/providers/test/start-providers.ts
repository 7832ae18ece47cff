import { startSandbox } from "@callflex/sandbox/start-sandbox";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { VapiClient } from "@vapi-ai/server-sdk";

/** The account that the stand-ins know. */
export const account = { accountSid: `AC${"1".repeat(32)}`, authToken: "twilio-token" };
export const vapiApiKey = "vapi-key";

/** One thing that goes wrong at a provider, once. */
export interface Fault {
  provider: "twilio" | "vapi";
  method?: string;
  path?: string;
  /** Before: nothing happened. After: it happened, and only the answer is lost. */
  effect?: "before" | "after";
  status?: number | "disconnect";
  latencyMs?: number;
}

/** Starts the stand-ins with clients of ours pointed at them. */
export async function startProviders() {
  const secrets = {
    vapiApiKey,
    twilioAccountSid: account.accountSid,
    twilioAuthToken: account.authToken,
    resendApiKey: "re_key",
  };
  const sandbox = await startSandbox({ secrets });
  const twilioAs = (given: { authToken?: string; timeoutMs?: number } = {}) =>
    createTwilioClient({ ...account, baseUrl: `${sandbox.url}/twilio`, ...given });
  const vapiAs = (given: { apiKey?: string; timeoutMs?: number } = {}) => ({
    apiKey: vapiApiKey,
    baseUrl: `${sandbox.url}/vapi`,
    ...given,
  });
  const control = async (method: string, path: string, body?: object) => {
    const content = body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {};
    const answer = await fetch(`${sandbox.url}/sandbox${path}`, { method, ...content });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text ? (JSON.parse(text) as Record<string, unknown>) : {};
  };
  return {
    url: sandbox.url,
    twilio: twilioAs(),
    vapi: new VapiClient({ token: vapiApiKey, baseUrl: `${sandbox.url}/vapi` }),
    twilioAs,
    vapiAs,
    control,
    /** Switches faults on, each for one request. */
    breakOnce: (...faults: Fault[]) =>
      control("PUT", "/faults", {
        requests: faults.map((fault) => (fault.latencyMs ? fault : { failNext: 1, ...fault })),
      }),
    repair: () => control("DELETE", "/faults"),
    close: () => sandbox.close(),
  };
}
export type Providers = Awaited<ReturnType<typeof startProviders>>;
