import { recordAudit } from "../audit/record-audit.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { knowledgeChanged } from "./knowledge-changed.ts";
import { readKnowledgeEntry, type KnowledgeRef } from "./knowledge-row.ts";

/**
 * Takes an entry from an assistant's knowledge.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function deleteKnowledge({ ctx, input }: { ctx: VerbContext; input: KnowledgeRef }): Promise<void> {
  requirePermission(ctx.actor, "assistants.update");
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.assistantId });
  const { id, kind, title } = await readKnowledgeEntry(ctx, input);
  await ctx.tx.$executeRaw`
    DELETE FROM knowledge_entries WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${id}::uuid`;
  await recordAudit(ctx, {
    action: "knowledge.deleted",
    entityType: "knowledge_entry",
    entityId: id,
    before: { assistantId: input.assistantId, kind, title },
  });
  await knowledgeChanged(ctx, input.assistantId);
}
