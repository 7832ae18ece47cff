import type { InboxList, InboxListQuery } from "@callflex/contracts/api/inbox";
import { decodeCursor, encodeCursor } from "@callflex/db/cursor";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toInboxItem } from "./inbox-row.ts";

const position = z.strictObject({ createdAt: z.iso.datetime(), id: z.uuid() });

/** Ids of the page in order, with the exact time of each: Prisma's own dates end at the millisecond. */
function readPage(ctx: VerbContext, query: InboxListQuery): Promise<{ id: string; position: string }[]> {
  const after = query.cursor ? decodeCursor(position, query.cursor) : null;
  const conditions = [
    Prisma.sql`organization_id = ${ctx.actor.organizationId}::uuid`,
    query.view === "open" ? Prisma.sql`done_at IS NULL` : Prisma.sql`done_at IS NOT NULL`,
  ];
  if (query.kind) conditions.push(Prisma.sql`kind = ${query.kind}`);
  if (after) conditions.push(Prisma.sql`(created_at, id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`);
  return ctx.tx.$queryRaw`
    SELECT id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
    FROM inbox_items
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY created_at DESC, id DESC
    LIMIT ${query.limit + 1}`;
}

/**
 * A page of the organization's inbox, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listInbox({ ctx, input }: { ctx: VerbContext; input: InboxListQuery }): Promise<InboxList> {
  requirePermission(ctx.actor, "inbox.read");
  const found = await readPage(ctx, input);
  const page = found.slice(0, input.limit);
  const rows = await ctx.tx.inboxItem.findMany({
    where: { organizationId: ctx.actor.organizationId, id: { in: page.map((row) => row.id) } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const last = page.at(-1);
  return {
    data: page.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [toInboxItem(row)] : [];
    }),
    nextCursor: found.length > page.length && last ? encodeCursor({ createdAt: last.position, id: last.id }) : null,
  };
}
