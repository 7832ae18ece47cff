import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { NumberRef } from "./lock-number.ts";

/** Leaves a release that failed as it is: the number stays in the list, and whoever retries begins it anew. */
export async function leaveRelease(tx: Tx, ref: NumberRef): Promise<void> {
  await tx.run(
    "UPDATE phone_numbers SET workflow_id = NULL WHERE organization_id = $1 AND id = $2 AND state = 'releasing'",
    [ref.organizationId, ref.phoneNumberId],
  );
  await emitLiveEvent(tx, { ...ref, type: "number_progress" });
}
