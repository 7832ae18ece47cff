import type { VerbContext } from "../context.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";

/** Tells dashboards that what an assistant knows has changed. */
export async function knowledgeChanged({ tx, actor }: VerbContext, assistantId: string): Promise<void> {
  const { organizationId } = actor;
  await emitLiveEventPrisma(tx, { organizationId, type: "assistant_changed", assistantId });
}
