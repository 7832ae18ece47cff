import { KNOWLEDGE_LIMITS, type KnowledgeCreateRequest, type KnowledgeEntry } from "@callflex/contracts/api/knowledge";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import { announceAssistant } from "../assistants/announce-assistant.ts";
import { contentOf, lockAssistant } from "../assistants/assistant-row.ts";
import { knowledgeRoom } from "../assistants/knowledge-room.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { knowledgeChanged } from "./knowledge-changed.ts";
import { readKnowledgeEntry, toKnowledgeEntry } from "./knowledge-row.ts";
import { normaliseText } from "./normalise-text.ts";
import { requestReading } from "./request-reading.ts";
import { measureKnowledge, requireRoom } from "./room.ts";

const TITLE_LENGTH = 120;

/** A page or a file is called after its address or name until it was read. */
function firstTitle(entry: Exclude<KnowledgeCreateRequest, { kind: "text" }>): string {
  const named = entry.kind === "url" ? entry.url.replace(/^https?:\/\//, "") : entry.fileName.replace(/\.\w+$/, "");
  return normaliseText(entry.title ?? named).slice(0, TITLE_LENGTH) || entry.kind;
}

interface Place {
  id: string;
  assistantId: string;
}

async function addText(
  { tx, actor }: VerbContext,
  { id, assistantId }: Place,
  entry: { title: string; content: string },
) {
  if (!entry.title || !entry.content) throw new DomainError("invalid", "Title and text need words that can be read.");
  await tx.$executeRaw`
    INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, content, state)
    VALUES (${id}::uuid, ${actor.organizationId}::uuid, ${assistantId}::uuid, 'text', ${entry.title}, ${entry.content}, 'ready')`;
}

async function addPage({ tx, actor }: VerbContext, { id, assistantId }: Place, page: { title: string; url: string }) {
  await tx.$executeRaw`
    INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, source_url, state)
    VALUES (${id}::uuid, ${actor.organizationId}::uuid, ${assistantId}::uuid, 'url', ${page.title}, ${page.url}, 'reading')`;
}

async function addDocument(
  { tx, actor }: VerbContext,
  { id, assistantId }: Place,
  document: { title: string; fileName: string; mediaType: string; data: string },
) {
  const file = Buffer.from(document.data, "base64");
  if (file.length > KNOWLEDGE_LIMITS.fileBytes) {
    throw new DomainError("invalid", "The file is too large: it may have 5 MB.");
  }
  await tx.$executeRaw`
    INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, file_name, media_type, file, state)
    VALUES (${id}::uuid, ${actor.organizationId}::uuid, ${assistantId}::uuid, 'document', ${document.title}, ${document.fileName},
            ${document.mediaType}, ${file}, 'reading')`;
}

interface Room {
  allowed: number;
  used: number;
}

/** Adds the entry's row. A page or a file is measured once it was read, but needs room for its title at least. */
async function addRow(ctx: VerbContext, place: Place, entry: KnowledgeCreateRequest, room: Room): Promise<void> {
  if (entry.kind === "text") {
    const text = { title: normaliseText(entry.title), content: normaliseText(entry.content) };
    requireRoom(room, text);
    return addText(ctx, place, text);
  }
  const title = firstTitle(entry);
  requireRoom(room, { title, content: "" });
  if (entry.kind === "url") await addPage(ctx, place, { title, url: entry.url });
  else await addDocument(ctx, place, { ...entry, title });
  await requestReading(ctx, place.id);
}

/**
 * Gives an assistant something to answer from. Words count at once; a page or a file is read in the background.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `limit_reached` when the assistant has no room for it; `invalid` for a file
 *   that is too large
 */
export async function addKnowledge({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; entry: KnowledgeCreateRequest };
}): Promise<KnowledgeEntry> {
  requirePermission(ctx.actor, "assistants.update");
  const { assistantId, entry } = input;
  const assistant = await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  const { entries, used } = await measureKnowledge(ctx, assistantId);
  if (entries >= KNOWLEDGE_LIMITS.entries) {
    throw new DomainError(
      "limit_reached",
      `The assistant has ${entries} knowledge entries. Delete one that isn't needed.`,
    );
  }
  const id = newId();
  await addRow(ctx, { id, assistantId }, entry, { allowed: knowledgeRoom(contentOf(assistant)), used });
  const row = await readKnowledgeEntry(ctx, { assistantId, entryId: id });
  await recordAudit(ctx, {
    action: "knowledge.added",
    entityType: "knowledge_entry",
    entityId: id,
    after: { assistantId, kind: row.kind, title: row.title },
  });
  // What is to be read has no words yet: they reach the telephone when they are there.
  if (entry.kind === "text") await knowledgeChanged(ctx, assistantId);
  else await announceAssistant(ctx, assistantId);
  return toKnowledgeEntry(row);
}
