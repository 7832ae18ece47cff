import type { TestCallState } from "@callflex/contracts/api/test-calls";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/**
 * Writes that a test call was not placed.
 *
 * @param input.reason in words for whoever asked
 * @returns how it stands; a call that was placed after all stays placed
 */
export async function failTestCall(
  tx: Tx,
  input: { organizationId: string; testCallId: string; reason: string },
): Promise<TestCallState | "gone"> {
  const { organizationId, testCallId, reason } = input;
  const failed = await tx.run(
    "UPDATE test_calls SET state = 'failed', last_error = $3 WHERE organization_id = $1 AND id = $2 AND state = 'requested'",
    [organizationId, testCallId, reason],
  );
  if (failed > 0) await emitLiveEvent(tx, { organizationId, type: "test_call_changed" });
  return (await readTestCallState(tx, input)).state;
}

/** Where a test call stands, with the provider's id of its call once it is placed. */
export async function readTestCallState(
  tx: Tx,
  { organizationId, testCallId }: { organizationId: string; testCallId: string },
): Promise<{ state: TestCallState | "gone"; providerCallId: string | null; createdAt: Date | null }> {
  const [row] = await tx.rows<{ state: TestCallState; provider_call_id: string | null; created_at: Date }>(
    "SELECT state, provider_call_id, created_at FROM test_calls WHERE organization_id = $1 AND id = $2",
    [organizationId, testCallId],
  );
  return row
    ? { state: row.state, providerCallId: row.provider_call_id, createdAt: row.created_at }
    : { state: "gone", providerCallId: null, createdAt: null };
}
