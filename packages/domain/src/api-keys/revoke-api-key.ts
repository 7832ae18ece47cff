import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readApiKey } from "./api-key-row.ts";

/**
 * Ends an API key: its next request is refused. Revoked again, nothing happens.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function revokeApiKey({ ctx, input }: { ctx: VerbContext; input: { id: string } }): Promise<void> {
  requirePermission(ctx.actor, "api_keys.manage");
  const { id, name, prefix } = await readApiKey(ctx, input.id);
  const revoked = await ctx.tx.$executeRaw`
    UPDATE api_keys SET revoked_at = now()
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${id}::uuid AND revoked_at IS NULL`;
  if (revoked === 0) return;
  await recordAudit(ctx, {
    action: "api_key.revoked",
    entityType: "api_key",
    entityId: id,
    before: { name, prefix },
  });
}
