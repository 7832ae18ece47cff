import type { Settings, SettingsPatch } from "@callflex/contracts/api/organizations";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { lockOrganization } from "../organizations/organization-row.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { readSettings } from "./get-settings.ts";

/**
 * Changes business hours, holidays or the default voice; other settings stay. What is equal already counts as no change.
 *
 * @param input.versions versions of the organization that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`
 */
export async function updateSettings({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { patch: SettingsPatch; versions: readonly number[] | null };
}): Promise<Settings> {
  requirePermission(ctx.actor, "settings.update");
  const { organizationId } = ctx.actor;
  requireVersion(await lockOrganization(ctx.tx, organizationId), "the organization", input.versions);
  const settings = await readSettings(ctx.tx, organizationId);
  const { businessHours, holidays, defaultVoice } = settings;
  const changed = changedFields({ businessHours, holidays, defaultVoice }, input.patch);
  if (!changed) return settings;

  await ctx.tx.$executeRaw`
    UPDATE organizations SET settings = settings || ${JSON.stringify(changed.after)}::jsonb, version = version + 1
    WHERE id = ${organizationId}::uuid`;
  await recordAudit(ctx, {
    action: "settings.updated",
    entityType: "organization",
    entityId: organizationId,
    ...changed,
  });
  return readSettings(ctx.tx, organizationId);
}
