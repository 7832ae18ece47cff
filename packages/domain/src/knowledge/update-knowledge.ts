import type { KnowledgeEntry, KnowledgePatch } from "@callflex/contracts/api/knowledge";
import { recordAudit } from "../audit/record-audit.ts";
import { contentOf, lockAssistant } from "../assistants/assistant-row.ts";
import { knowledgeRoom } from "../assistants/knowledge-room.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { countCharacters } from "./count-characters.ts";
import { knowledgeChanged } from "./knowledge-changed.ts";
import { readKnowledgeEntry, toKnowledgeEntry, type KnowledgeRef, type KnowledgeRow } from "./knowledge-row.ts";
import { normaliseText } from "./normalise-text.ts";
import { measureKnowledge, requireRoom } from "./room.ts";

/** How the audit log tells of an entry: its words stay in the entry alone. */
function audited({ title, content, version }: Pick<KnowledgeRow, "title" | "content" | "version">) {
  return { title, characters: countCharacters(content), version };
}

function requireWords({ state, content }: KnowledgeRow): void {
  if (state === "reading") throw new DomainError("conflict", "It is being read. Change its words once that is over.");
  if (content === "") throw new DomainError("conflict", "It was not read yet, so there are no words to change.");
}

/**
 * Changes title or words of an entry; also of a page or a file, when what was read needs a correction.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`; `precondition_failed` when somebody else changed it since; `conflict` for
 *   the words of one that is being read or was never read; `limit_reached` when the assistant has no room for it
 */
export async function updateKnowledge({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: KnowledgeRef & { patch: KnowledgePatch; versions: readonly number[] | null };
}): Promise<KnowledgeEntry> {
  requirePermission(ctx.actor, "assistants.update");
  const { assistantId, patch } = input;
  const assistant = await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  const row = await readKnowledgeEntry(ctx, input);
  requireVersion(row, "this entry", input.versions);
  if (patch.content !== undefined) requireWords(row);
  const entry = {
    title: normaliseText(patch.title ?? row.title),
    content: normaliseText(patch.content ?? row.content),
  };
  if (!entry.title || (row.content !== "" && !entry.content)) {
    throw new DomainError("invalid", "Title and text need words that can be read.");
  }
  if (entry.title === row.title && entry.content === row.content) return toKnowledgeEntry(row);
  const { used } = await measureKnowledge(ctx, assistantId, row.id);
  // What becomes shorter is welcome, also where there was never room for all.
  const grows = countCharacters(entry.title + entry.content) > row.characters;
  if (row.content !== "" && grows) requireRoom({ allowed: knowledgeRoom(contentOf(assistant)), used }, entry);
  await ctx.tx.$executeRaw`
    UPDATE knowledge_entries SET title = ${entry.title}, content = ${entry.content}, version = version + 1
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${row.id}::uuid`;
  const changed = await readKnowledgeEntry(ctx, input);
  await recordAudit(ctx, {
    action: "knowledge.updated",
    entityType: "knowledge_entry",
    entityId: row.id,
    before: audited(row),
    after: audited(changed),
  });
  await knowledgeChanged(ctx, assistantId);
  return toKnowledgeEntry(changed);
}
