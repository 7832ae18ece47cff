import type { ABANDON_SIGNAL, RETRY_SIGNAL } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";

/** Tells the workflow of a number what a person decided. */
export async function signalNumberWorkflow(
  { tx, actor }: VerbContext,
  given: { id: string; workflowId: string; signal: typeof RETRY_SIGNAL | typeof ABANDON_SIGNAL },
): Promise<void> {
  const { id, workflowId, signal } = given;
  await enqueueIntentPrisma(tx, {
    type: "workflow.signal",
    organizationId: actor.organizationId,
    eventKey: `workflow.signal/${workflowId}/${newId()}`,
    body: { workflowId, signal, requestedBy: actor.userId ?? null },
    orderingKey: numberOrderingKey(id),
  });
}
