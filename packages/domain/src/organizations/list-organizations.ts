import type { Organization } from "@callflex/contracts/api/organizations";
import type { PrismaTx } from "@callflex/db/prisma";
import { organizationRows, toOrganization, type OrganizationRow } from "./organization-row.ts";

/**
 * Every organization that the user belongs to, the first joined first.
 *
 * @param tx a transaction whose tenant context names the user and no organization
 */
export async function listOrganizations(tx: PrismaTx, { userId }: { userId: string }): Promise<Organization[]> {
  const rows = await tx.$queryRaw<OrganizationRow[]>`
    ${organizationRows}
    JOIN organization_members m ON m.organization_id = o.id
    WHERE m.user_id = ${userId}::uuid
    ORDER BY m.created_at, m.id`;
  return rows.map(toOrganization);
}
