/**
 * Where a reader of live events stands. Ordered by transaction and then by sequence: the order in which events become
 * readable.
 */
export interface LiveCursor {
  xid: bigint;
  seq: number;
}

/** The cursor as the `id` of an SSE event. */
export function formatCursor(cursor: LiveCursor): string {
  return `${cursor.xid}-${cursor.seq}`;
}

/** Reads a Last-Event-ID; null for anything that {@link formatCursor} didn't write. */
export function parseCursor(text: string | undefined): LiveCursor | null {
  const [, xid, seq] = /^(\d{1,19})-(\d{1,15})$/.exec(text ?? "") ?? [];
  return xid && seq ? { xid: BigInt(xid), seq: Number(seq) } : null;
}

/** True when `a` is later than `b`. */
export function isAfter(a: LiveCursor, b: LiveCursor): boolean {
  return a.xid === b.xid ? a.seq > b.seq : a.xid > b.xid;
}
