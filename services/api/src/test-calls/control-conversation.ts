import { CONVERSATION_OVER } from "@callflex/domain/test-calls/require-conversation";
import { ProviderError } from "@callflex/providers/errors";
import type { CallCommand, VapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { HttpProblem } from "../http/problem.ts";
import type { Reply } from "../http/route.ts";

/**
 * Does something to a conversation in the browser while it runs.
 *
 * @throws {HttpProblem} 409 when it is over, 502 when the provider doesn't answer
 */
export async function controlConversation(
  vapi: Pick<VapiTestCalls, "controlVapiCall">,
  { providerCallId, command }: { providerCallId: string; command: CallCommand },
): Promise<Reply<undefined>> {
  let done: boolean;
  try {
    done = await vapi.controlVapiCall(providerCallId, command);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const detail = "The conversation can't be reached for the moment. Try again shortly.";
    throw new HttpProblem("provider_failed", detail, { cause: error });
  }
  // Ending what is over is what was wanted.
  if (!done && command.kind !== "end") throw new HttpProblem("conflict", CONVERSATION_OVER);
  return { body: undefined };
}
