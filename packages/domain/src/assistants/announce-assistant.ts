import type { VerbContext } from "../context.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";

/** Lets pages that show the assistant know that it is another one now, in the transaction of the change. */
export async function announceAssistant({ tx, actor }: VerbContext, assistantId: string): Promise<void> {
  await emitLiveEventPrisma(tx, { organizationId: actor.organizationId, type: "assistant_changed", assistantId });
}
