import type { InvitationList, InvitationListQuery } from "@callflex/contracts/api/members";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { invitationRows, invitationStateSql, toInvitation, type InvitationRow } from "./invitation-row.ts";

/**
 * A page of the organization's invitations, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listInvitations({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: InvitationListQuery;
}): Promise<InvitationList> {
  requirePermission(ctx.actor, "members.read");
  const rows = await ctx.tx.$queryRaw<InvitationRow[]>`
    ${invitationRows}
    WHERE i.organization_id = ${ctx.actor.organizationId}::uuid
      AND ${input.state ? Prisma.sql`${invitationStateSql} = ${input.state}` : Prisma.sql`true`}
      AND ${behindCursor(input.cursor, { list: "invitations", time: Prisma.sql`i.created_at`, id: Prisma.sql`i.id`, newest: "first" })}
    ORDER BY i.created_at DESC, i.id DESC
    LIMIT ${input.limit + 1}`;
  return keysetPage(rows, { list: "invitations", limit: input.limit }, toInvitation);
}
