import type { ApiKeyCreated, ApiKeyCreateRequest } from "@callflex/contracts/api/api-keys";
import { newId } from "@callflex/db/ids";
import { requireVerifiedEmail } from "../accounts/require-verified-email.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePerson } from "../members/lock-and-read.ts";
import { lockOrganization } from "../organizations/organization-row.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { newApiKeySecret } from "./api-key-secret.ts";
import { readApiKey, toApiKey } from "./api-key-row.ts";

/** Keys that an organization may have in use: more than it has programs. */
const KEYS_IN_USE = 50;

async function requirePlan({ tx, actor }: VerbContext): Promise<void> {
  const { plan_key, plan_name } = await lockOrganization(tx, actor.organizationId);
  const including = await tx.plan.findMany({
    where: { features: { has: "api_keys" } },
    orderBy: { position: "asc" },
    select: { key: true, name: true },
  });
  if (including.some((plan) => plan.key === plan_key)) return;
  const names = including.map((plan) => plan.name).join(" or ") || "a larger one";
  throw new DomainError("limit_reached", `The plan ${plan_name} doesn't include API keys. Choose the plan ${names}.`);
}

async function requireFewKeys({ tx, actor }: VerbContext): Promise<void> {
  const [keys] = await tx.$queryRaw<{ in_use: number }[]>`
    SELECT count(*)::integer AS in_use FROM api_keys
    WHERE organization_id = ${actor.organizationId}::uuid AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;
  if (keys && keys.in_use < KEYS_IN_USE) return;
  throw new DomainError("limit_reached", `The organization has ${KEYS_IN_USE} API keys. Revoke one that isn't used.`);
}

/**
 * Makes an API key that acts for the organization. The answer is the only place where the key itself ever stands.
 *
 * @throws {DomainError} `forbidden`, also while the own address isn't confirmed and for scopes beyond the own role;
 *   `limit_reached` when the plan doesn't include keys or there are too many; `invalid` for an expiry in the past
 */
export async function createApiKey({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: ApiKeyCreateRequest;
}): Promise<ApiKeyCreated> {
  requirePermission(ctx.actor, "api_keys.manage");
  const { userId, organizationId } = requirePerson(ctx.actor);
  await requireVerifiedEmail(ctx.tx, userId);
  for (const scope of input.scopes) requirePermission(ctx.actor, scope);
  if (input.expiresAt && Date.parse(input.expiresAt) <= Date.now()) {
    throw new DomainError("invalid", "The key would have expired already. Choose a later time.");
  }
  await requirePlan(ctx);
  await requireFewKeys(ctx);

  const id = newId();
  const { key, prefix, hash } = newApiKeySecret();
  const { name, scopes, expiresAt } = input;
  await ctx.tx.$executeRaw`
    INSERT INTO api_keys (id, organization_id, name, prefix, key_hash, scopes, expires_at, created_by)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${name}, ${prefix}, ${hash}, ${scopes}::text[], ${expiresAt}::timestamptz, ${userId}::uuid)`;
  await recordAudit(ctx, {
    action: "api_key.created",
    entityType: "api_key",
    entityId: id,
    after: { name, prefix, scopes, expiresAt },
  });
  return { ...toApiKey(await readApiKey(ctx, id)), key };
}
