import type { KnowledgeEntry } from "@callflex/contracts/api/knowledge";
import { recordAudit } from "../audit/record-audit.ts";
import { announceAssistant } from "../assistants/announce-assistant.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readKnowledgeEntry, toKnowledgeEntry, type KnowledgeRef } from "./knowledge-row.ts";
import { requestReading } from "./request-reading.ts";

/**
 * Has a page, or a file that could not be read, read again. What was read before counts until then.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for an entry that is being read since a short time, or has nothing to read
 */
export async function readAgain({ ctx, input }: { ctx: VerbContext; input: KnowledgeRef }): Promise<KnowledgeEntry> {
  requirePermission(ctx.actor, "assistants.update");
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.assistantId });
  const row = await readKnowledgeEntry(ctx, input);
  if (row.state === "reading" && !row.is_stuck) throw new DomainError("conflict", "It is being read already.");
  if (row.kind === "text")
    throw new DomainError("conflict", "A text is not read from anywhere. Change its words instead.");
  if (row.kind === "document" && !row.has_file) {
    throw new DomainError("conflict", "The file is not kept any more. Upload it again.");
  }
  await ctx.tx.$executeRaw`
    UPDATE knowledge_entries SET state = 'reading', last_error = NULL, version = version + 1
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${row.id}::uuid`;
  await requestReading(ctx, row.id);
  await recordAudit(ctx, {
    action: "knowledge.reading_requested",
    entityType: "knowledge_entry",
    entityId: row.id,
    after: { assistantId: input.assistantId, title: row.title },
  });
  await announceAssistant(ctx, input.assistantId);
  return toKnowledgeEntry(await readKnowledgeEntry(ctx, input));
}
