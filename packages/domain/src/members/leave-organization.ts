import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { asTeamMember, lockAndRead, requirePerson } from "./lock-and-read.ts";
import { requireLeavable } from "./member-rules.ts";

/**
 * Leaves the organization.
 *
 * @throws {DomainError} `conflict` for the last owner; `forbidden` for an API key
 */
export async function leaveOrganization({ ctx }: { ctx: VerbContext }): Promise<void> {
  const { userId, organizationId } = requirePerson(ctx.actor);
  const { target: self } = await lockAndRead(ctx, userId);
  const owners = await ctx.tx.organizationMember.count({ where: { organizationId, role: "owner" } });
  requireLeavable(asTeamMember(self), owners);
  // The entry comes first: without the membership nothing of the organization can be written any more.
  await recordAudit(ctx, {
    action: "member.left",
    entityType: "member",
    entityId: userId,
    before: { name: self.name, email: self.email, role: self.role },
  });
  await ctx.tx.$executeRaw`DELETE FROM organization_members WHERE id = ${self.id}::uuid`;
}
