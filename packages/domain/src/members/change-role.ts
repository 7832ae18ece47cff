import type { Member } from "@callflex/contracts/api/members";
import type { OrganizationRole } from "@callflex/contracts/enums";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { asTeamMember, lockAndRead } from "./lock-and-read.ts";
import { requireChangeable } from "./member-rules.ts";
import { toMember } from "./read-member.ts";

/**
 * Gives a member another role. The same role again changes nothing.
 *
 * @throws {DomainError} `forbidden`, see member-rules; `not_found`
 */
export async function changeRole({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { userId: string; role: OrganizationRole };
}): Promise<Member> {
  requirePermission(ctx.actor, "members.manage");
  const { actor, target } = await lockAndRead(ctx, input.userId);
  requireChangeable({ actor, target: asTeamMember(target), to: input.role });
  if (target.role === input.role) return toMember(target);

  await ctx.tx.$executeRaw`UPDATE organization_members SET role = ${input.role} WHERE id = ${target.id}::uuid`;
  await recordAudit(ctx, {
    action: "member.role_changed",
    entityType: "member",
    entityId: target.user_id,
    before: { role: target.role },
    after: { role: input.role },
  });
  return toMember({ ...target, role: input.role });
}
