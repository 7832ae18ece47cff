import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockTeam } from "../members/lock-team.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readInvitation } from "./invitation-row.ts";

/**
 * Takes an invitation back: its link is worth nothing from now on. Taken back again, nothing happens.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when it was accepted
 */
export async function revokeInvitation({ ctx, input }: { ctx: VerbContext; input: { id: string } }): Promise<void> {
  requirePermission(ctx.actor, "members.manage");
  const { organizationId } = ctx.actor;
  await lockTeam(ctx.tx, organizationId);
  const { id, email, role, state } = await readInvitation(ctx, input.id);
  if (state === "revoked") return;
  if (state === "accepted") {
    throw new DomainError("conflict", `${email} accepted this invitation already. Remove the member instead.`);
  }
  await ctx.tx.$executeRaw`
    UPDATE invitations SET status = 'revoked' WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`;
  await recordAudit(ctx, {
    action: "invitation.revoked",
    entityType: "invitation",
    entityId: id,
    before: { email, role },
  });
}
