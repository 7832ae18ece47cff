import type { Invitation, InvitationCreateRequest } from "@callflex/contracts/api/members";
import { newId } from "@callflex/db/ids";
import { requireVerifiedEmail } from "../accounts/require-verified-email.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePerson } from "../members/lock-and-read.ts";
import { lockTeam } from "../members/lock-team.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { newInvitationSecret } from "./invitation-secret.ts";
import { readInvitation, toInvitation } from "./invitation-row.ts";
import { mailInvitation, type InvitationMailing } from "./mail-invitation.ts";
import { requireRoom } from "./require-room.ts";

const VALID_MS = 7 * 24 * 3600 * 1000;

/** When an invitation that is sent now will expire. */
export function invitationExpiry(): Date {
  return new Date(Date.now() + VALID_MS);
}

async function requireNew({ tx, actor }: VerbContext, email: string): Promise<void> {
  const [known] = await tx.$queryRaw<{ is_member: boolean; is_invited: boolean }[]>`
    SELECT EXISTS (SELECT FROM organization_members m JOIN users u ON u.id = m.user_id
                   WHERE m.organization_id = ${actor.organizationId}::uuid AND u.email = ${email}::citext) AS is_member,
           EXISTS (SELECT FROM invitations
                   WHERE organization_id = ${actor.organizationId}::uuid AND email = ${email}::citext AND status = 'pending') AS is_invited`;
  if (known?.is_member) throw new DomainError("conflict", `${email} belongs to the team already.`);
  if (known?.is_invited) {
    throw new DomainError(
      "conflict",
      `${email} is invited already. Send that invitation again, or take it back first.`,
    );
  }
}

/**
 * Invites somebody by mail, for a week.
 *
 * @throws {DomainError} `forbidden`, also while the own address isn't confirmed; `conflict` when the address belongs to a
 *   member or has an open invitation; `limit_reached` when the plan has no room, or too many mails went out
 */
export async function inviteMember({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: InvitationCreateRequest & { mailing: InvitationMailing };
}): Promise<Invitation> {
  requirePermission(ctx.actor, "members.manage");
  const { userId, organizationId } = requirePerson(ctx.actor);
  const { email, role } = input;
  await requireVerifiedEmail(ctx.tx, userId);
  await lockTeam(ctx.tx, organizationId);
  await requireNew(ctx, email);
  await requireRoom(ctx, null);

  const { token, hash } = newInvitationSecret();
  const [id, expiresAt] = [newId(), invitationExpiry()];
  const mailId = await mailInvitation(ctx, input.mailing, { email, role, token, expiresAt, inviterId: userId });
  await ctx.tx.$executeRaw`
    INSERT INTO invitations (id, organization_id, email, role, token_hash, mail_id, expires_at, inviter_id)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${email}, ${role}, ${hash}, ${mailId}::uuid, ${expiresAt}, ${userId}::uuid)`;
  await recordAudit(ctx, {
    action: "invitation.created",
    entityType: "invitation",
    entityId: id,
    after: { email, role },
  });
  return toInvitation(await readInvitation(ctx, id));
}
