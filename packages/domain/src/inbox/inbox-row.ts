import type { InboxItem } from "@callflex/contracts/api/inbox";
import type { Prisma } from "@callflex/db/prisma";

/** An inbox item as Prisma reads it. */
export type InboxRow = Prisma.InboxItemGetPayload<object>;

/** An inbox item as the API shows it. */
export function toInboxItem(row: InboxRow): InboxItem {
  const details = row.details;
  return {
    id: row.id,
    kind: row.kind as InboxItem["kind"],
    callId: row.callId,
    callerName: row.callerName,
    callerNumber: row.callerNumber,
    subject: row.subject,
    details: typeof details === "object" && details !== null && !Array.isArray(details) ? details : {},
    note: row.note,
    dueAt: row.dueAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}
