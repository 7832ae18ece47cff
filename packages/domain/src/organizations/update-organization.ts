import type { Organization, OrganizationPatch } from "@callflex/contracts/api/organizations";
import { requestSync } from "../assistants/request-sync.ts";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { lockOrganization, readOrganization, toOrganization } from "./organization-row.ts";
import { requireIndustry } from "./require-industry.ts";

/**
 * Changes name, industry, time zone or language. What is equal already counts as no change.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`; `invalid` for an unknown industry; `precondition_failed`
 */
export async function updateOrganization({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { patch: OrganizationPatch; versions: readonly number[] | null };
}): Promise<Organization> {
  requirePermission(ctx.actor, "organization.update");
  const { organizationId } = ctx.actor;
  const row = await lockOrganization(ctx.tx, organizationId);
  requireVersion(row, "the organization", input.versions);
  const { name, industrySlug, timezone, locale } = toOrganization(row);
  const changed = changedFields({ name, industrySlug, timezone, locale }, input.patch);
  if (!changed) return toOrganization(row);

  await requireIndustry(ctx.tx, changed.after.industrySlug);
  await ctx.tx.organization.updateMany({
    where: { id: organizationId },
    data: { ...changed.after, version: { increment: 1 } },
  });
  await recordAudit(ctx, {
    action: "organization.updated",
    entityType: "organization",
    entityId: organizationId,
    ...changed,
  });
  if (changed.after.timezone !== undefined) await syncAllAssistants(ctx);
  return toOrganization(await readOrganization(ctx.tx, organizationId));
}

/** "Tomorrow" is another day now. */
async function syncAllAssistants({ tx, actor: { organizationId } }: VerbContext): Promise<void> {
  const live = await tx.assistant.findMany({
    where: { organizationId, deletedAt: null, status: { not: "draft" } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of live) await requestSync(tx, { organizationId, assistantId: id });
}
