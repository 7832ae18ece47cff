import type { PrismaTx } from "@callflex/db/prisma";

/**
 * Makes changes to an organization's team wait for each other: members, roles and invitations are counted and changed by
 * one transaction at a time. What merely refers to the organization isn't held up.
 *
 * @param tx a transaction of the app's or the sign-in role
 */
export async function lockTeam(tx: PrismaTx, organizationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}
