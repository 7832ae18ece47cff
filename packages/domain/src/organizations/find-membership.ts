import type { OrganizationRole } from "@callflex/contracts/enums";
import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/**
 * The user's role in an organization.
 *
 * @throws {DomainError} `not_found` when the user doesn't belong to it, so that nobody learns which organizations exist
 */
export async function findMembership(
  tx: PrismaTx,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<OrganizationRole> {
  const [member] = await tx.$queryRaw<{ role: OrganizationRole }[]>`
    SELECT role FROM organization_members WHERE organization_id = ${organizationId}::uuid AND user_id = ${userId}::uuid`;
  if (!member) throw new DomainError("not_found", "There is no such organization, or you don't belong to it.");
  return member.role;
}
