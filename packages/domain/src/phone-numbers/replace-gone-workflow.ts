import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";

/**
 * Begins anew what a person wanted to be tried again by a workflow that isn't there any more, because somebody has terminated
 * it. A number that failed is set free of it: the next retry begins anew. Safe to repeat.
 *
 * @param given.workflowId nothing is done where it works on no number
 */
export async function replaceGoneWorkflow(
  tx: Tx,
  { organizationId, workflowId: gone }: { organizationId: string; workflowId: string },
): Promise<void> {
  const [number] = await tx.rows<{ id: string; state: string; unclean: boolean }>(
    `SELECT id, state, cleanup_error IS NOT NULL AS unclean FROM phone_numbers
     WHERE organization_id = $1 AND workflow_id = $2 FOR UPDATE`,
    [organizationId, gone],
  );
  if (!number) return;
  const { id, state, unclean } = number;
  const run = newId();
  // What was left behind may stand in the way of digits that somebody else has by now: that is told to whoever asks.
  const begins = state === "releasing" ? "release" : state === "provisioning" && !unclean ? "provision" : null;
  const next = { release: workflowId.releaseAgain(id, run), provision: workflowId.provisionAgain(id, run) };
  await tx.run(
    "UPDATE phone_numbers SET workflow_id = $3, version = version + 1 WHERE organization_id = $1 AND id = $2",
    [organizationId, id, begins && next[begins]],
  );
  if (begins) {
    await enqueueIntent(tx, {
      type: `phone_number.${begins}`,
      organizationId,
      eventKey: `phone_number.retry/${id}/${run}`,
      body: { phoneNumberId: id, run },
      orderingKey: numberOrderingKey(id),
    });
  }
  await emitLiveEvent(tx, { organizationId, type: "number_progress", phoneNumberId: id });
}
