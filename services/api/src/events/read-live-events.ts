import type { Pool } from "@callflex/db/pool";
import type { LiveEventType } from "@callflex/contracts/enums";
import { autocommit } from "@callflex/db/transaction";
import type { LiveMessage } from "./live-bus.ts";
import type { LiveCursor } from "./live-cursor.ts";

interface EventRow {
  xid: string;
  seq: number;
  organization_id: string;
  type: LiveEventType;
  call_id: string | null;
  phone_number_id: string | null;
  assistant_id: string | null;
  created_at: Date;
}

/** The next events behind a cursor, of all organizations, in commit order. Needs the role callflex_app. */
export async function readLiveEvents(pool: Pool, after: LiveCursor, limit: number): Promise<LiveMessage[]> {
  const rows = await autocommit(pool, (tx) =>
    tx.rows<EventRow>("SELECT * FROM live_events_after($1::xid8, $2, $3)", [String(after.xid), after.seq, limit]),
  );
  return rows.map((row) => ({
    cursor: { xid: BigInt(row.xid), seq: row.seq },
    organizationId: row.organization_id,
    event: {
      type: row.type,
      callId: row.call_id,
      phoneNumberId: row.phone_number_id,
      assistantId: row.assistant_id,
      at: row.created_at.toISOString(),
    },
  }));
}

/** Where the stream stands: everything below `head` is readable, `oldest` is the first event that is kept. */
export async function readLiveBounds(pool: Pool): Promise<{ head: bigint; oldest: bigint | null }> {
  const [row] = await autocommit(pool, (tx) =>
    tx.rows<{ head: string; oldest: string | null }>("SELECT head, oldest FROM live_events_bounds()"),
  );
  if (!row) throw new Error("live_events_bounds() returned no row");
  return { head: BigInt(row.head), oldest: row.oldest === null ? null : BigInt(row.oldest) };
}
