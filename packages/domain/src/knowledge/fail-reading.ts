import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { EntryRef } from "./begin-reading.ts";

/**
 * Closes an entry that could not be read. One that was read before keeps its words.
 *
 * @param failure.reason what is wrong and what to do, in the customer's words
 * @param failure.keepsFile whether the file is kept for another try
 */
export async function failReading(
  tx: Tx,
  { organizationId, entryId }: EntryRef,
  failure: { reason: string; keepsFile: boolean },
): Promise<void> {
  const [row] = await tx.rows<{ assistant_id: string }>(
    `UPDATE knowledge_entries
     SET state = 'failed', last_error = $3, file = CASE WHEN $4 THEN file END, version = version + 1
     WHERE organization_id = $1 AND id = $2 AND state = 'reading'
     RETURNING assistant_id`,
    [organizationId, entryId, failure.reason, failure.keepsFile],
  );
  if (!row) return;
  await emitLiveEvent(tx, { organizationId, type: "assistant_changed", assistantId: row.assistant_id });
}
