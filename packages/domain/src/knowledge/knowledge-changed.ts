import { announceAssistant } from "../assistants/announce-assistant.ts";
import { requestSync } from "../assistants/request-sync.ts";
import type { VerbContext } from "../context.ts";

/** Brings what an assistant knows to its callers and to pages that show it, in the transaction of the change. */
export async function knowledgeChanged(ctx: VerbContext, assistantId: string): Promise<void> {
  await requestSync(ctx.tx, { organizationId: ctx.actor.organizationId, assistantId });
  await announceAssistant(ctx, assistantId);
}
