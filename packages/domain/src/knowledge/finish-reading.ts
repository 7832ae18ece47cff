import { KNOWLEDGE_LIMITS } from "@callflex/contracts/api/knowledge";
import type { Tx } from "@callflex/db/transaction";
import { knowledgeRoom } from "../assistants/knowledge-room.ts";
import { loadContent } from "../assistants/load-content.ts";
import { requestSyncFromService } from "../assistants/request-sync.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { EntryRef } from "./begin-reading.ts";
import { countCharacters } from "./count-characters.ts";
import { failReading } from "./fail-reading.ts";
import { normaliseText } from "./normalise-text.ts";
import { counted, whyNoRoom } from "./room.ts";

interface Row {
  assistant_id: string;
  title: string;
  source_url: string | null;
}

/** Holds the entry's assistant, then reads the entry, so that of two entries that are ready at once the second counts the first. */
async function lockEntry(tx: Tx, { organizationId, entryId }: EntryRef): Promise<Row | null> {
  await tx.rows(
    `SELECT 1 FROM assistants a JOIN knowledge_entries k ON k.organization_id = a.organization_id AND k.assistant_id = a.id
     WHERE a.organization_id = $1 AND k.id = $2 FOR NO KEY UPDATE OF a`,
    [organizationId, entryId],
  );
  const [row] = await tx.rows<Row>(
    `SELECT assistant_id, title, source_url FROM knowledge_entries
     WHERE organization_id = $1 AND id = $2 AND state = 'reading' FOR UPDATE`,
    [organizationId, entryId],
  );
  return row ?? null;
}

async function usedByOthers(tx: Tx, { organizationId, entryId }: EntryRef, assistantId: string): Promise<number> {
  const [row] = await tx.rows<{ used: number }>(
    `SELECT coalesce(sum(length(title) + length(content)), 0)::integer AS used FROM knowledge_entries
     WHERE organization_id = $1 AND assistant_id = $2 AND id <> $3 AND content <> ''`,
    [organizationId, assistantId, entryId],
  );
  return row?.used ?? 0;
}

/** A page that nobody named is called as it calls itself. */
function titleOf({ title, source_url: url }: Row, read: string | null): string {
  const isAddress = url !== null && url.replace(/^https?:\/\//, "").startsWith(title);
  return (isAddress && read ? normaliseText(read).slice(0, 120) : "") || title;
}

/** Why words that were read can't be taken; null when they can. */
async function whyNot(tx: Tx, ref: EntryRef, row: Row, { title, words }: { title: string; words: string }) {
  const { entryCharacters } = KNOWLEDGE_LIMITS;
  const length = countCharacters(words);
  if (length === 0) {
    const reason = "No words were found in it. It may be a picture of a text: write the words down as a text instead.";
    return { reason, keepsFile: false };
  }
  if (length > entryCharacters) {
    const reason = `It has ${counted(length)} characters; an entry holds ${counted(entryCharacters)}. Copy the part that matters into a text instead.`;
    return { reason, keepsFile: false };
  }
  const used = await usedByOthers(tx, ref, row.assistant_id);
  const content = await loadContent(tx, { organizationId: ref.organizationId, assistantId: row.assistant_id });
  const reason = whyNoRoom({ allowed: knowledgeRoom(content), used, wanted: length + countCharacters(title) });
  return reason ? { reason: `${reason} Then read it again.`, keepsFile: true } : null;
}

/**
 * Takes the words that were read from an entry's page or file into the assistant's knowledge, or fails the entry with the
 * reason when they don't fit: then it keeps the words that it had. The file is dropped with it.
 *
 * @param read.title that a page gives itself; null for one without
 * @returns what became of the entry; `gone` when nobody waits for it any more
 */
export async function finishReading(
  tx: Tx,
  ref: EntryRef,
  read: { title: string | null; text: string },
): Promise<"ready" | "failed" | "gone"> {
  const row = await lockEntry(tx, ref);
  if (!row) return "gone";
  const content = normaliseText(read.text);
  const title = titleOf(row, read.title);
  const refusal = await whyNot(tx, ref, row, { title, words: content });
  if (refusal) {
    await failReading(tx, ref, refusal);
    return "failed";
  }
  await tx.run(
    `UPDATE knowledge_entries SET state = 'ready', title = $3, content = $4, file = NULL, last_error = NULL, version = version + 1
     WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.entryId, title, content],
  );
  const { organizationId } = ref;
  const assistantId = row.assistant_id;
  await requestSyncFromService(tx, { organizationId, assistantId });
  await emitLiveEvent(tx, { organizationId, type: "assistant_changed", assistantId });
  return "ready";
}
