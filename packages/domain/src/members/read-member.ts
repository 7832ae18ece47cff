import type { Member } from "@callflex/contracts/api/members";
import type { OrganizationRole } from "@callflex/contracts/enums";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** A member as the database reads it. */
export interface MemberRow extends KeysetRow {
  user_id: string;
  name: string;
  email: string;
  role: OrganizationRole;
  two_factor_enabled: boolean;
  created_at: Date;
}

/** Select list and source of {@link MemberRow}. */
export const memberRows = Prisma.sql`
  SELECT m.id, m.user_id, u.name, u.email::text, m.role, u.two_factor_enabled, m.created_at,
         ${exactTime(Prisma.sql`m.created_at`)} AS position
  FROM organization_members m JOIN users u ON u.id = m.user_id`;

/** A member as the API shows it. */
export function toMember(row: MemberRow): Member {
  return {
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    twoFactorEnabled: row.two_factor_enabled,
    joinedAt: row.created_at.toISOString(),
  };
}

/**
 * A member of the organization.
 *
 * @throws {DomainError} `not_found`
 */
export async function readMember({ tx, actor }: VerbContext, userId: string): Promise<MemberRow> {
  const [row] = await tx.$queryRaw<MemberRow[]>`
    ${memberRows} WHERE m.organization_id = ${actor.organizationId}::uuid AND m.user_id = ${userId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such member.");
  return row;
}
