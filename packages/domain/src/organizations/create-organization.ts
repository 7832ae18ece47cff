import type { Organization, OrganizationCreateRequest } from "@callflex/contracts/api/organizations";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import { writeAudit } from "../audit/record-audit.ts";
import type { RequestOrigin } from "../context.ts";
import { DomainError } from "../errors.ts";
import { readOrganization, toOrganization } from "./organization-row.ts";
import { slugOf, withRandomSuffix } from "./organization-slug.ts";
import { requireIndustry } from "./require-industry.ts";

/** Organizations that one user may own: enough for everybody who has several businesses, too few to farm trials. */
export const OWNED_ORGANIZATIONS = 10;

async function requireRoom(tx: PrismaTx, userId: string): Promise<{ email: string }> {
  // Locked, so that many requests at once can't pass the count together.
  const [user] = await tx.$queryRaw<{ email: string }[]>`
    SELECT email::text FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  if (!user) throw new DomainError("not_found", "This account is gone.");
  const owned = await tx.organizationMember.count({ where: { userId, role: "owner" } });
  if (owned < OWNED_ORGANIZATIONS) return user;
  throw new DomainError(
    "limit_reached",
    `You own ${owned} organizations, and ${OWNED_ORGANIZATIONS} is the most. Delete one or hand one over first.`,
  );
}

async function insert(tx: PrismaTx, input: OrganizationCreateRequest, email: string): Promise<string> {
  const id = newId();
  // Until somebody chooses others, the owner is told about messages and missed calls.
  const settings = JSON.stringify(organizationSettings.parse({ notifications: { emails: [email] } }));
  const slug = slugOf(input.name);
  for (const candidate of [slug, withRandomSuffix(slug), withRandomSuffix(slug)]) {
    const made = await tx.$executeRaw`
      INSERT INTO organizations (id, name, slug, industry_slug, timezone, settings)
      VALUES (${id}::uuid, ${input.name}, ${candidate}, ${input.industrySlug}, ${input.timezone}, ${settings}::jsonb)
      ON CONFLICT (slug) DO NOTHING`;
    if (made > 0) return id;
  }
  throw new DomainError("conflict", "Too many organizations have this name. Choose another.");
}

/**
 * Makes an organization on the trial plan with the user as its owner.
 *
 * @param tx a transaction of the sign-in role: nobody else makes organizations and members
 * @throws {DomainError} `limit_reached` when the user owns as many as one may; `invalid` for an unknown industry
 */
export async function createOrganization(
  tx: PrismaTx,
  input: { userId: string; organization: OrganizationCreateRequest; request?: RequestOrigin },
): Promise<Organization> {
  const { userId, organization, request } = input;
  const { email } = await requireRoom(tx, userId);
  await requireIndustry(tx, organization.industrySlug);
  const id = await insert(tx, organization, email);
  await tx.organizationMember.create({ data: { id: newId(), organizationId: id, userId, role: "owner" } });
  const made = toOrganization(await readOrganization(tx, id));
  const { name, slug, timezone, industrySlug } = made;
  await writeAudit(tx, {
    actor: { organizationId: id, kind: "user", userId },
    request,
    action: "organization.created",
    entityType: "organization",
    entityId: id,
    after: { name, slug, timezone, industrySlug },
  });
  return made;
}
