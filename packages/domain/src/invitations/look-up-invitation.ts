import type { InvitationPreview } from "@callflex/contracts/api/members";
import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";
import { invitationStateSql } from "./invitation-row.ts";

interface Row {
  organization_name: string;
  invited_by: string | null;
  email: string;
  role: InvitationPreview["role"];
  state: InvitationPreview["state"];
  has_account: boolean;
  expires_at: Date;
}

/**
 * What somebody who has an invitation's link is shown before they accept.
 *
 * @param tx connection of the sign-in role: whose the secret is, is the question
 * @throws {DomainError} `not_found` for an unknown secret, and for one that a newer mail replaced
 */
export async function lookUpInvitation(tx: PrismaTx, { tokenHash }: { tokenHash: Buffer }): Promise<InvitationPreview> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT o.name AS organization_name, u.name AS invited_by, i.email::text, i.role, ${invitationStateSql} AS state,
           EXISTS (SELECT FROM users invited WHERE invited.email = i.email) AS has_account, i.expires_at
    FROM invitations i
    JOIN organizations o ON o.id = i.organization_id
    LEFT JOIN users u ON u.id = i.inviter_id
    WHERE i.token_hash = ${tokenHash}`;
  if (!row) {
    throw new DomainError(
      "not_found",
      "There is no such invitation. If you got more than one mail, use the link of the newest.",
    );
  }
  return {
    organizationName: row.organization_name,
    invitedBy: row.invited_by,
    email: row.email,
    role: row.role,
    state: row.state,
    hasAccount: row.has_account,
    expiresAt: row.expires_at.toISOString(),
  };
}
