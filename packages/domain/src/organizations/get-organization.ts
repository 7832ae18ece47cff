import type { Organization } from "@callflex/contracts/api/organizations";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readOrganization, toOrganization } from "./organization-row.ts";

/**
 * The organization that the actor works in.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getOrganization({ ctx }: { ctx: VerbContext }): Promise<Organization> {
  requirePermission(ctx.actor, "organization.read");
  return toOrganization(await readOrganization(ctx.tx, ctx.actor.organizationId));
}
