import type { Organization } from "@callflex/contracts/api/organizations";
import { Prisma, type PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/** An organization as the database reads it. */
export interface OrganizationRow {
  id: string;
  name: string;
  slug: string;
  industry_slug: string | null;
  timezone: string;
  locale: string;
  plan_key: string;
  plan_name: string;
  subscription_status: Organization["subscriptionStatus"];
  delete_after: Date | null;
  version: number;
  created_at: Date;
}

/** Select list and source of {@link OrganizationRow}. */
export const organizationRows = Prisma.sql`
  SELECT o.id, o.name, o.slug, o.industry_slug, o.timezone, o.locale, o.plan_key, p.name AS plan_name, o.subscription_status,
         o.delete_after, o.version, o.created_at
  FROM organizations o JOIN plans p ON p.key = o.plan_key`;

/** An organization as the API shows it. */
export function toOrganization(row: OrganizationRow): Organization {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    industrySlug: row.industry_slug,
    timezone: row.timezone,
    locale: row.locale,
    planKey: row.plan_key,
    planName: row.plan_name,
    subscriptionStatus: row.subscription_status,
    deleteAfter: row.delete_after?.toISOString() ?? null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}

/**
 * The organization.
 *
 * @throws {DomainError} `not_found`
 */
export async function readOrganization(tx: PrismaTx, organizationId: string): Promise<OrganizationRow> {
  const [row] = await tx.$queryRaw<OrganizationRow[]>`${organizationRows} WHERE o.id = ${organizationId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such organization, or you don't belong to it.");
  return row;
}

/**
 * The organization, locked until the transaction ends, so that of two changes at once the second sees the first.
 *
 * @throws {DomainError} `not_found`
 */
export async function lockOrganization(tx: PrismaTx, organizationId: string): Promise<OrganizationRow> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
  return readOrganization(tx, organizationId);
}
