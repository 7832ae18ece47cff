import type { TestCallState } from "@callflex/contracts/api/test-calls";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { readTestCallState } from "./fail-test-call.ts";
import { unansweredWords } from "./unanswered-words.ts";

/**
 * Ends a test call without a report of it: that got lost, or is on its way and will end it once more.
 *
 * @param input.endedReason the provider's reason, if it is known
 * @returns how it stands; what has ended meanwhile stays as it is
 */
export async function closeTestCall(
  tx: Tx,
  input: { organizationId: string; testCallId: string; endedReason: string | null },
): Promise<TestCallState | "gone"> {
  const { organizationId, testCallId, endedReason } = input;
  const closed = await tx.run(
    `UPDATE test_calls t
     SET state = CASE WHEN was.answered THEN 'ended' ELSE 'failed' END, last_error = CASE WHEN was.answered THEN NULL ELSE $3 END
     FROM (SELECT EXISTS (
             SELECT FROM test_calls o
             JOIN call_refs r ON r.organization_id = o.organization_id AND r.provider = 'vapi' AND r.provider_call_id = o.provider_call_id
             JOIN calls c ON c.organization_id = r.organization_id AND c.id = r.call_id AND c.started_at = r.started_at
             WHERE o.organization_id = $1 AND o.id = $2 AND c.answered_at IS NOT NULL) AS answered) was
     WHERE t.organization_id = $1 AND t.id = $2 AND t.state = 'placed'`,
    [organizationId, testCallId, unansweredWords(endedReason)],
  );
  if (closed > 0) await emitLiveEvent(tx, { organizationId, type: "test_call_changed" });
  return (await readTestCallState(tx, input)).state;
}
