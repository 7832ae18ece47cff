import type { CallList, CallListQuery } from "@callflex/contracts/api/calls";
import { decodeCursor, encodeCursor } from "@callflex/db/cursor";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { callRowColumns, callRowJoins, toCallListItem, type CallRow } from "./call-row.ts";

const position = z.strictObject({ startedAt: z.iso.datetime(), id: z.uuid() });

/** A person's text as a LIKE pattern that finds it anywhere. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

function conditions(organizationId: string, query: CallListQuery): Prisma.Sql[] {
  const all = [Prisma.sql`c.organization_id = ${organizationId}::uuid`];
  if (query.from) all.push(Prisma.sql`c.started_at >= ${query.from}::timestamptz`);
  if (query.to) all.push(Prisma.sql`c.started_at < ${query.to}::timestamptz`);
  if (query.assistantId) all.push(Prisma.sql`c.assistant_id = ${query.assistantId}::uuid`);
  if (query.phoneNumberId) all.push(Prisma.sql`c.phone_number_id = ${query.phoneNumberId}::uuid`);
  if (query.status) all.push(Prisma.sql`c.status = ${query.status}`);
  if (query.outcome) all.push(Prisma.sql`c.outcome = ${query.outcome}`);
  if (query.caller) all.push(Prisma.sql`c.caller_number = ${query.caller}`);
  if (query.q) {
    all.push(
      Prisma.sql`(coalesce(c.caller_name, '') || ' ' || coalesce(c.caller_number, '') || ' ' || coalesce(c.summary, '')) ILIKE ${containing(query.q)}`,
    );
  }
  if (query.cursor) {
    const after = decodeCursor(position, query.cursor);
    // The row comparison alone prunes no partition; the plain one beside it does.
    all.push(
      Prisma.sql`c.started_at <= ${after.startedAt}::timestamptz`,
      Prisma.sql`(c.started_at, c.id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return all;
}

/**
 * A page of the organization's calls, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listCalls({ ctx, input }: { ctx: VerbContext; input: CallListQuery }): Promise<CallList> {
  requirePermission(ctx.actor, "calls.read");
  const rows = await ctx.tx.$queryRaw<CallRow[]>`
    SELECT ${callRowColumns} FROM calls c ${callRowJoins}
    WHERE ${Prisma.join(conditions(ctx.actor.organizationId, input), " AND ")}
    ORDER BY c.started_at DESC, c.id DESC
    LIMIT ${input.limit + 1}`;
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    data: page.map(toCallListItem),
    nextCursor: rows.length > page.length && last ? encodeCursor({ startedAt: last.position, id: last.id }) : null,
  };
}
