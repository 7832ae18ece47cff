import { newId } from "@callflex/db/ids";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";

/** Asks for a page or a file to be read, in the transaction that puts its entry into the state `reading`. */
export async function requestReading({ tx, actor }: VerbContext, entryId: string): Promise<void> {
  await enqueueIntentPrisma(tx, {
    type: "knowledge.read",
    organizationId: actor.organizationId,
    eventKey: `knowledge.read/${entryId}/${newId()}`,
    orderingKey: `knowledge/${entryId}`,
    body: { entryId },
  });
}
