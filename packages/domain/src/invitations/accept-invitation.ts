import type { OrganizationRole } from "@callflex/contracts/enums";
import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import { writeAudit } from "../audit/record-audit.ts";
import type { RequestOrigin } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockTeam } from "../members/lock-team.ts";

interface Row {
  id: string;
  organization_id: string;
  organization_name: string;
  email: string;
  role: OrganizationRole;
  status: "pending" | "accepted" | "revoked";
  expired: boolean;
  is_theirs: boolean;
}

function find(tx: PrismaTx, input: { tokenHash: Buffer; email: string }): Promise<Row[]> {
  return tx.$queryRaw`
    SELECT i.id, i.organization_id, o.name AS organization_name, i.email::text, i.role, i.status,
           i.expires_at <= now() AS expired, i.email = ${input.email}::citext AS is_theirs
    FROM invitations i JOIN organizations o ON o.id = i.organization_id
    WHERE i.token_hash = ${input.tokenHash}
    FOR UPDATE OF i`;
}

/** The invitation, locked behind its team: whoever invites, resends or revokes takes the two in the same order. */
async function lockInvitation(tx: PrismaTx, input: { tokenHash: Buffer; email: string }): Promise<Row | undefined> {
  const [place] = await tx.$queryRaw<{ organization_id: string }[]>`
    SELECT organization_id FROM invitations WHERE token_hash = ${input.tokenHash}`;
  if (!place) return undefined;
  await lockTeam(tx, place.organization_id);
  const [invitation] = await find(tx, input);
  return invitation;
}

function refuseUnlessOpen(invitation: Row | undefined): asserts invitation is Row {
  if (!invitation) {
    throw new DomainError(
      "not_found",
      "There is no such invitation. If you got more than one mail, use the link of the newest.",
    );
  }
  if (invitation.status === "accepted") throw new DomainError("conflict", "This invitation was used already. Sign in.");
  if (invitation.status === "revoked") {
    throw new DomainError("conflict", "This invitation was taken back. Ask the organization for a new one.");
  }
  if (invitation.expired) {
    throw new DomainError("conflict", "This invitation has expired. Ask the organization to send it again.");
  }
}

async function refuseWithoutRoom(tx: PrismaTx, invitation: Row, userId: string): Promise<void> {
  const [team] = await tx.$queryRaw<{ is_member: boolean; members: number; max_members: number }[]>`
    SELECT coalesce(bool_or(m.user_id = ${userId}::uuid), false) AS is_member, count(m.id)::integer AS members, p.max_members
    FROM organizations o
    JOIN plans p ON p.key = o.plan_key
    LEFT JOIN organization_members m ON m.organization_id = o.id
    WHERE o.id = ${invitation.organization_id}::uuid
    GROUP BY p.max_members`;
  if (team?.is_member) {
    throw new DomainError("conflict", `You belong to ${invitation.organization_name} already.`);
  }
  if (!team || team.members >= team.max_members) {
    throw new DomainError(
      "limit_reached",
      `${invitation.organization_name} has as many members as its plan allows. Ask an owner to make room, then try again.`,
    );
  }
}

/**
 * Makes somebody a member by an invitation that was sent to their address. Of two who use it at once one wins.
 *
 * @param tx a transaction of the sign-in role: nobody else adds members
 * @param input.tokenHash of the link's secret, see hashInvitationToken
 * @param input.email the user's own address
 * @throws {DomainError} `not_found` for an unknown secret; `conflict` when it was used, taken back or has expired, or the
 *   user is a member; `forbidden` when it went to another address; `limit_reached` when the plan has no room
 */
export async function acceptInvitation(
  tx: PrismaTx,
  input: { tokenHash: Buffer; userId: string; email: string; request?: RequestOrigin },
): Promise<{ organizationId: string; role: OrganizationRole }> {
  const { userId, request } = input;
  const invitation = await lockInvitation(tx, input);
  refuseUnlessOpen(invitation);
  if (!invitation.is_theirs) {
    throw new DomainError(
      "forbidden",
      `This invitation is for ${invitation.email}. Sign in with that address to accept it.`,
    );
  }
  await refuseWithoutRoom(tx, invitation, userId);

  const { id, organization_id: organizationId, role } = invitation;
  await tx.$executeRaw`
    INSERT INTO organization_members (id, organization_id, user_id, role)
    VALUES (${newId()}::uuid, ${organizationId}::uuid, ${userId}::uuid, ${role})`;
  await tx.$executeRaw`
    UPDATE invitations SET status = 'accepted', accepted_by = ${userId}::uuid WHERE id = ${id}::uuid`;
  await writeAudit(tx, {
    actor: { organizationId, kind: "user", userId },
    request,
    action: "member.joined",
    entityType: "member",
    entityId: userId,
    after: { role, invitationId: id },
  });
  return { organizationId, role };
}
