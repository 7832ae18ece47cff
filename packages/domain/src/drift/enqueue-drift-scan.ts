import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { enqueueIntent } from "../outbox/enqueue.ts";

/**
 * Asks to compare everything with the providers, of all organizations and of nobody.
 *
 * @returns the event's id, by which the workflow is named
 */
export async function enqueueDriftScan(tx: Tx): Promise<string> {
  const eventKey = `drift.scan/${newId()}`;
  const eventId = await enqueueIntent(tx, {
    type: "drift.scan",
    organizationId: null,
    eventKey,
    body: { scope: "all" },
  });
  if (!eventId) throw new Error("a new intent was taken for a repeat");
  return eventId;
}
