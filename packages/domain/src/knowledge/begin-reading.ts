import type { Tx } from "@callflex/db/transaction";

/** What is to be read. */
export type ToRead = { kind: "url"; url: string } | { kind: "document"; bytes: Buffer; mediaType: string };

/** Which entry of which organization. */
export interface EntryRef {
  organizationId: string;
  entryId: string;
}

interface Row {
  kind: string;
  source_url: string | null;
  file: Buffer | null;
  media_type: string | null;
}

/** The page or file of an entry that waits to be read; null when it is gone, or was read. */
export async function beginReading(tx: Tx, { organizationId, entryId }: EntryRef): Promise<ToRead | null> {
  const [row] = await tx.rows<Row>(
    `SELECT kind, source_url, file, media_type FROM knowledge_entries
     WHERE organization_id = $1 AND id = $2 AND state = 'reading'`,
    [organizationId, entryId],
  );
  if (row?.kind === "url" && row.source_url) return { kind: "url", url: row.source_url };
  if (row?.file && row.media_type) return { kind: "document", bytes: row.file, mediaType: row.media_type };
  return null;
}
