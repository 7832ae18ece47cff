import type { TestCallState } from "@callflex/contracts/api/test-calls";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { unansweredWords } from "./unanswered-words.ts";

/**
 * Ends the test call that a call belongs to, when the call is settled.
 *
 * @param input.endedReason the provider's reason, for calls that nobody answered
 * @returns false for a call that nobody asked for as a test
 */
export async function endTestCall(
  tx: Tx,
  input: { organizationId: string; providerCallId: string; answered: boolean; endedReason: string | null },
): Promise<boolean> {
  const state: TestCallState = input.answered ? "ended" : "failed";
  const ended = await tx.run(
    `UPDATE test_calls SET state = $3, last_error = $4 WHERE organization_id = $1 AND provider_call_id = $2`,
    [input.organizationId, input.providerCallId, state, input.answered ? null : unansweredWords(input.endedReason)],
  );
  if (ended > 0) await emitLiveEvent(tx, { organizationId: input.organizationId, type: "test_call_changed" });
  return ended > 0;
}
