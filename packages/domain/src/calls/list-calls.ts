import type { CallList, CallListQuery } from "@callflex/contracts/api/calls";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { callRowColumns, callRowJoins, toCallListItem, type CallRow } from "./call-row.ts";

/** A person's text as a LIKE pattern that finds it anywhere. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

function conditions(organizationId: string, query: CallListQuery): Prisma.Sql[] {
  const all = [
    Prisma.sql`c.organization_id = ${organizationId}::uuid`,
    behindCursor(query.cursor, {
      list: "calls",
      time: Prisma.sql`c.started_at`,
      id: Prisma.sql`c.id`,
      newest: "first",
    }),
  ];
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
  return keysetPage(rows, { list: "calls", limit: input.limit }, toCallListItem);
}
