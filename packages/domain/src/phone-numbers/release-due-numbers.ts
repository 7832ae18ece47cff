import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";

/**
 * Asks for every number of an organization whose deletion is due to be given back: the week to think again is over, and they
 * cost money until then. Asking again does nothing.
 *
 * @returns how many are asked for now
 */
export async function releaseDueNumbers(tx: Tx, { organizationId }: { organizationId: string }): Promise<number> {
  const numbers = await tx.rows<{ id: string }>(
    `UPDATE phone_numbers n SET state = 'releasing', last_error = NULL, last_error_remedy = NULL, version = n.version + 1
     FROM organizations o
     WHERE o.id = $1 AND o.delete_after <= now() AND n.organization_id = o.id
       AND (n.state IN ('provisioning', 'active') OR (n.state = 'failed' AND n.cleanup_error IS NOT NULL))
     RETURNING n.id`,
    [organizationId],
  );
  for (const { id } of numbers) {
    await enqueueIntent(tx, {
      type: "phone_number.release",
      organizationId,
      eventKey: `phone_number.release/${id}`,
      body: { phoneNumberId: id },
      orderingKey: numberOrderingKey(id),
    });
    await emitLiveEvent(tx, { organizationId, type: "number_progress", phoneNumberId: id });
  }
  return numbers.length;
}
