import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { asTeamMember, lockAndRead } from "./lock-and-read.ts";
import { requireChangeable } from "./member-rules.ts";

/**
 * Removes somebody from the team: their next request finds no such organization.
 *
 * @throws {DomainError} `forbidden`, see member-rules; `not_found`
 */
export async function removeMember({ ctx, input }: { ctx: VerbContext; input: { userId: string } }): Promise<void> {
  requirePermission(ctx.actor, "members.manage");
  const { actor, target } = await lockAndRead(ctx, input.userId);
  requireChangeable({ actor, target: asTeamMember(target), to: "removed" });
  await ctx.tx.$executeRaw`DELETE FROM organization_members WHERE id = ${target.id}::uuid`;
  await recordAudit(ctx, {
    action: "member.removed",
    entityType: "member",
    entityId: target.user_id,
    // Who is gone can't be looked up any more.
    before: { name: target.name, email: target.email, role: target.role },
  });
}
