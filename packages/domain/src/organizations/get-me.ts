import type { Me } from "@callflex/contracts/api/auth";
import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";
import { rolePermissions } from "../permissions/role-permissions.ts";

type MeOrganization = Me["organizations"][number];

/**
 * The signed-in user with every organization that they belong to, oldest membership first. Takes a transaction whose
 * tenant context names the user and no organization.
 *
 * @param input.activeOrganizationId the session's organization
 * @throws {DomainError} `not_found` when the user is gone
 */
export async function getMe(tx: PrismaTx, input: { userId: string; activeOrganizationId: string | null }): Promise<Me> {
  const user = await tx.user.findUnique({
    where: { id: input.userId },
    select: {
      id: true,
      name: true,
      email: true,
      emailVerified: true,
      isStaff: true,
      twoFactorEnabled: true,
      deleteAfter: true,
    },
  });
  if (!user) throw new DomainError("not_found", "This account is gone.");
  const memberships = await tx.organizationMember.findMany({
    where: { userId: input.userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { organization: { include: { plan: { select: { key: true, name: true, features: true } } } } },
  });
  const organizations = memberships.map(({ role, organization }): MeOrganization => {
    const ownRole = role as MeOrganization["role"];
    return {
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      role: ownRole,
      permissions: [...rolePermissions[ownRole]],
      timezone: organization.timezone,
      locale: organization.locale,
      planKey: organization.plan.key,
      planName: organization.plan.name,
      planFeatures: organization.plan.features,
      subscriptionStatus: organization.subscriptionStatus as MeOrganization["subscriptionStatus"],
      deleteAfter: organization.deleteAfter?.toISOString() ?? null,
    };
  });
  const active = organizations.find((organization) => organization.id === input.activeOrganizationId);
  return {
    user: { ...user, deleteAfter: user.deleteAfter?.toISOString() ?? null },
    organizations,
    activeOrganizationId: active?.id ?? null,
  };
}
