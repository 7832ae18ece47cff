import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { asTeamMember, lockAndRead } from "./lock-and-read.ts";
import { requireTransferable } from "./member-rules.ts";

/**
 * Hands the organization over to another member; whoever hands over stays as admin.
 *
 * @throws {DomainError} `forbidden` for anybody but an owner; `not_found` when the other isn't a member; `conflict` when
 *   the other is an owner already
 */
export async function transferOwnership({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { userId: string };
}): Promise<void> {
  requirePermission(ctx.actor, "organization.transfer");
  const { actor, target } = await lockAndRead(ctx, input.userId);
  requireTransferable({ actor, target: asTeamMember(target) });
  const { organizationId } = ctx.actor;
  await ctx.tx.$executeRaw`
    UPDATE organization_members SET role = CASE WHEN user_id = ${target.user_id}::uuid THEN 'owner' ELSE 'admin' END
    WHERE organization_id = ${organizationId}::uuid AND user_id IN (${target.user_id}::uuid, ${actor.userId}::uuid)`;
  await recordAudit(ctx, {
    action: "organization.transferred",
    entityType: "organization",
    entityId: organizationId,
    before: { owner: actor.userId },
    after: { owner: target.user_id },
  });
}
