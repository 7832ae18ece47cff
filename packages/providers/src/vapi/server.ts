/** VAPI waits this long for an answer to a tool call. */
const SERVER_TIMEOUT_SECONDS = 20;

/**
 * Where VAPI sends what happens, as it stands on a number or a call.
 *
 * @param given.credentialId VAPI's id of the credential by which it proves itself there
 */
export function serverOf({ serverUrl: url, credentialId }: { serverUrl: string; credentialId: string }) {
  return {
    url,
    timeoutSeconds: SERVER_TIMEOUT_SECONDS,
    credentialId,
    // Without it VAPI repeats nothing. (The SDK's type of `type` is a generator's slip: the API takes this text.)
    backoffPlan: { type: "exponential" as unknown as Record<string, unknown>, maxRetries: 5, baseDelaySeconds: 1 },
  };
}
