import type { AccountMailState, Invitation, InvitationState } from "@callflex/contracts/api/members";
import type { OrganizationRole } from "@callflex/contracts/enums";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** An invitation as the database reads it. */
export interface InvitationRow extends KeysetRow {
  email: string;
  role: OrganizationRole;
  state: InvitationState;
  invited_by: string | null;
  mail_state: AccountMailState | null;
  mail_error: string | null;
  expires_at: Date;
  created_at: Date;
}

/** A pending invitation whose time is over counts as expired. */
export const invitationStateSql = Prisma.sql`
  CASE WHEN i.status = 'pending' AND i.expires_at <= now() THEN 'expired' ELSE i.status END`;

/** Select list and source of {@link InvitationRow}. */
export const invitationRows = Prisma.sql`
  SELECT i.id, i.email::text, i.role, ${invitationStateSql} AS state, u.name AS invited_by, mail.state AS mail_state,
         mail.last_error AS mail_error, i.expires_at, i.created_at, ${exactTime(Prisma.sql`i.created_at`)} AS position
  FROM invitations i
  LEFT JOIN users u ON u.id = i.inviter_id
  LEFT JOIN account_mails mail ON mail.organization_id = i.organization_id AND mail.id = i.mail_id`;

/** An invitation as the API shows it. */
export function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    state: row.state,
    invitedBy: row.invited_by,
    mail: row.mail_state ? { state: row.mail_state, error: row.mail_error } : null,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}

/**
 * An invitation of the organization.
 *
 * @throws {DomainError} `not_found`
 */
export async function readInvitation({ tx, actor }: VerbContext, id: string): Promise<InvitationRow> {
  const [row] = await tx.$queryRaw<InvitationRow[]>`
    ${invitationRows} WHERE i.organization_id = ${actor.organizationId}::uuid AND i.id = ${id}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such invitation.");
  return row;
}
