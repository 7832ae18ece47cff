import type { InboxList, InboxListQuery } from "@callflex/contracts/api/inbox";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, exactTime, keysetPage, type KeysetRow } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toInboxItem } from "./inbox-row.ts";

/** Ids of the page in order, with the exact time of each: Prisma's own dates end at the millisecond. */
function readPage(ctx: VerbContext, query: InboxListQuery): Promise<KeysetRow[]> {
  const time = Prisma.sql`created_at`;
  const conditions = [
    Prisma.sql`organization_id = ${ctx.actor.organizationId}::uuid`,
    query.view === "open" ? Prisma.sql`done_at IS NULL` : Prisma.sql`done_at IS NOT NULL`,
    behindCursor(query.cursor, { list: "inbox", time, id: Prisma.sql`id`, newest: "first" }),
  ];
  if (query.kind) conditions.push(Prisma.sql`kind = ${query.kind}`);
  return ctx.tx.$queryRaw`
    SELECT id, ${exactTime(time)} AS position
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
  const { data: ids, nextCursor } = keysetPage(
    await readPage(ctx, input),
    { list: "inbox", limit: input.limit },
    ({ id }) => id,
  );
  const rows = await ctx.tx.inboxItem.findMany({
    where: { organizationId: ctx.actor.organizationId, id: { in: ids } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    data: ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [toInboxItem(row)] : [];
    }),
    nextCursor,
  };
}
