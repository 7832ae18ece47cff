import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";

/**
 * Asks for every number of an organization whose deletion is due to be given back: the week to think again is over, and they
 * cost money until then. Asking again does nothing, but for a release that nobody works on any more: it begins anew.
 *
 * @returns how many are asked for now
 */
export async function releaseDueNumbers(tx: Tx, { organizationId }: { organizationId: string }): Promise<number> {
  const numbers = await tx.rows<{ id: string; left: boolean }>(
    `SELECT n.id, n.state = 'releasing' AS left
     FROM phone_numbers n JOIN organizations o ON o.id = n.organization_id
     WHERE o.id = $1 AND o.delete_after <= now()
       AND (n.state IN ('provisioning', 'active') OR (n.state = 'failed' AND n.cleanup_error IS NOT NULL)
            OR (n.state = 'releasing' AND n.workflow_id IS NULL))
     FOR UPDATE OF n`,
    [organizationId],
  );
  for (const { id, left } of numbers) {
    const run = left ? newId() : undefined;
    await tx.run(
      `UPDATE phone_numbers SET state = 'releasing', workflow_id = coalesce(workflow_id, $3), last_error = NULL,
         last_error_remedy = NULL, version = version + 1
       WHERE organization_id = $1 AND id = $2`,
      [organizationId, id, run ? workflowId.releaseAgain(id, run) : workflowId.release(id)],
    );
    await enqueueIntent(tx, {
      type: "phone_number.release",
      organizationId,
      eventKey: run ? `phone_number.retry/${id}/${run}` : `phone_number.release/${id}`,
      body: { phoneNumberId: id, ...(run ? { run } : {}) },
      orderingKey: numberOrderingKey(id),
    });
    await emitLiveEvent(tx, { organizationId, type: "number_progress", phoneNumberId: id });
  }
  return numbers.length;
}
