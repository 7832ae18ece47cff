import type { MemberList } from "@callflex/contracts/api/members";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { memberRows, toMember, type MemberRow } from "./read-member.ts";

/**
 * A page of the organization's members, the first to join first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listMembers({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { limit: number; cursor?: string | undefined };
}): Promise<MemberList> {
  requirePermission(ctx.actor, "members.read");
  const rows = await ctx.tx.$queryRaw<MemberRow[]>`
    ${memberRows}
    WHERE m.organization_id = ${ctx.actor.organizationId}::uuid
      AND ${behindCursor(input.cursor, { list: "members", time: Prisma.sql`m.created_at`, id: Prisma.sql`m.id`, newest: "last" })}
    ORDER BY m.created_at, m.id
    LIMIT ${input.limit + 1}`;
  return keysetPage(rows, { list: "members", limit: input.limit }, toMember);
}
