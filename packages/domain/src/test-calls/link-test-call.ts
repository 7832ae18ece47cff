import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/**
 * Ties a test call to the provider's call. Both the answer to placing it and the call's own first event tell it, whichever
 * comes first: an answer may be lost. What is tied or over stays.
 *
 * @param input.joinUrl where a browser joins; only the answer tells it
 */
export async function linkTestCall(
  tx: Tx,
  input: { organizationId: string; testCallId: string; providerCallId: string; joinUrl?: string | null },
): Promise<void> {
  const linked = await tx.run(
    `UPDATE test_calls
     SET provider_call_id = $3, join_url = coalesce(join_url, $4),
         state = CASE WHEN state = 'requested' THEN 'placed' ELSE state END
     WHERE organization_id = $1 AND id = $2 AND coalesce(provider_call_id, $3) = $3
       AND (provider_call_id IS NULL OR (join_url IS NULL AND $4::text IS NOT NULL))`,
    [input.organizationId, input.testCallId, input.providerCallId, input.joinUrl ?? null],
  );
  if (linked > 0) await emitLiveEvent(tx, { organizationId: input.organizationId, type: "test_call_changed" });
}
