import type { Organization } from "@callflex/contracts/api/organizations";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockOrganization, readOrganization, toOrganization } from "./organization-row.ts";

/**
 * Takes the deletion back. An organization that isn't to be deleted stays as it is.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when the time is over: parts of it may be gone already
 */
export async function keepOrganization({ ctx }: { ctx: VerbContext }): Promise<Organization> {
  requirePermission(ctx.actor, "organization.delete");
  const row = await lockOrganization(ctx.tx, ctx.actor.organizationId);
  if (!row.delete_after) return toOrganization(row);
  const kept = await ctx.tx.$executeRaw`
    UPDATE organizations SET delete_after = NULL, version = version + 1
    WHERE id = ${row.id}::uuid AND delete_after > now()`;
  if (kept === 0) throw new DomainError("conflict", "The organization is being deleted, it is too late to keep it.");
  await recordAudit(ctx, {
    action: "organization.kept",
    entityType: "organization",
    entityId: row.id,
    before: { deleteAfter: row.delete_after.toISOString() },
  });
  return toOrganization(await readOrganization(ctx.tx, row.id));
}
