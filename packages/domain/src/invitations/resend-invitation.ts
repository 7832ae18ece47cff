import type { Invitation } from "@callflex/contracts/api/members";
import { requireVerifiedEmail } from "../accounts/require-verified-email.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePerson } from "../members/lock-and-read.ts";
import { lockTeam } from "../members/lock-team.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { newInvitationSecret } from "./invitation-secret.ts";
import { invitationExpiry } from "./invite-member.ts";
import { readInvitation, toInvitation } from "./invitation-row.ts";
import { mailInvitation, type InvitationMailing } from "./mail-invitation.ts";
import { requireRoom } from "./require-room.ts";

/**
 * Sends an open or expired invitation again, for another week. The mail has a new link; the old one is worth nothing.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when it was accepted or taken back; `limit_reached` when the
 *   plan has no room any more, or too many mails went out
 */
export async function resendInvitation({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; mailing: InvitationMailing };
}): Promise<Invitation> {
  requirePermission(ctx.actor, "members.manage");
  const { userId, organizationId } = requirePerson(ctx.actor);
  await requireVerifiedEmail(ctx.tx, userId);
  await lockTeam(ctx.tx, organizationId);
  const { id, email, role, state, expires_at } = await readInvitation(ctx, input.id);
  if (state === "accepted" || state === "revoked") {
    throw new DomainError(
      "conflict",
      `This invitation was ${state === "accepted" ? "accepted" : "taken back"} already.`,
    );
  }
  await requireRoom(ctx, id);

  const { token, hash } = newInvitationSecret();
  const expiresAt = invitationExpiry();
  const mailId = await mailInvitation(ctx, input.mailing, { email, role, token, expiresAt, inviterId: userId });
  await ctx.tx.$executeRaw`
    UPDATE invitations SET token_hash = ${hash}, mail_id = ${mailId}::uuid, expires_at = ${expiresAt}, inviter_id = ${userId}::uuid
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid`;
  await recordAudit(ctx, {
    action: "invitation.resent",
    entityType: "invitation",
    entityId: id,
    before: { expiresAt: expires_at.toISOString() },
    after: { email, expiresAt: expiresAt.toISOString() },
  });
  return toInvitation(await readInvitation(ctx, id));
}
