import type { Settings } from "@callflex/contracts/api/organizations";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import type { PrismaTx } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";

/**
 * The settings with defaults for what was never set.
 *
 * @throws {DomainError} `not_found`
 */
export async function readSettings(tx: PrismaTx, organizationId: string): Promise<Settings> {
  const row = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { settings: true, timezone: true, version: true },
  });
  if (!row) throw new DomainError("not_found", "There is no such organization, or you don't belong to it.");
  const { businessHours, holidays, defaultVoice } = organizationSettings.parse(row.settings);
  return { businessHours, holidays, defaultVoice, timezone: row.timezone, version: row.version };
}

/**
 * What the organization set for itself.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getSettings({ ctx }: { ctx: VerbContext }): Promise<Settings> {
  requirePermission(ctx.actor, "settings.read");
  return readSettings(ctx.tx, ctx.actor.organizationId);
}
