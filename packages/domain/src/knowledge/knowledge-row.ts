import type { KnowledgeEntry, KnowledgeKind, KnowledgeState } from "@callflex/contracts/api/knowledge";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** An entry as the database reads it, without its file. */
export interface KnowledgeRow extends KeysetRow {
  kind: KnowledgeKind;
  title: string;
  content: string;
  characters: number;
  source_url: string | null;
  file_name: string | null;
  has_file: boolean;
  state: KnowledgeState;
  last_error: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  /** It is being read for longer than any reading takes: what read it is gone. */
  is_stuck: boolean;
}

/** Longer than all tries of a reading take together. */
const LONGEST_READING = Prisma.sql`interval '15 minutes'`;

/** Select list and source of {@link KnowledgeRow}. */
export const knowledgeRows = Prisma.sql`
  SELECT k.id, k.kind, k.title, k.content, length(k.title) + length(k.content) AS characters, k.source_url, k.file_name,
         k.file IS NOT NULL AS has_file, k.state, k.last_error, k.version, k.created_at, k.updated_at,
         k.state = 'reading' AND k.updated_at < now() - ${LONGEST_READING} AS is_stuck, ${exactTime(Prisma.sql`k.created_at`)} AS position
  FROM knowledge_entries k`;

/** An entry as the API shows it. */
export function toKnowledgeEntry(row: KnowledgeRow): KnowledgeEntry {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    content: row.content,
    characters: row.content === "" ? 0 : row.characters,
    sourceUrl: row.source_url,
    fileName: row.file_name,
    state: row.state,
    lastError: row.state === "failed" ? row.last_error : null,
    canReadAgain: (row.state !== "reading" || row.is_stuck) && (row.kind === "url" || row.has_file),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Which entry of which assistant. */
export interface KnowledgeRef {
  assistantId: string;
  entryId: string;
}

/**
 * An entry of one of the organization's assistants.
 *
 * @throws {DomainError} `not_found`
 */
export async function readKnowledgeEntry({ tx, actor }: VerbContext, ref: KnowledgeRef): Promise<KnowledgeRow> {
  const [row] = await tx.$queryRaw<KnowledgeRow[]>`
    ${knowledgeRows} WHERE k.organization_id = ${actor.organizationId}::uuid
      AND k.assistant_id = ${ref.assistantId}::uuid AND k.id = ${ref.entryId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such knowledge entry.");
  return row;
}
