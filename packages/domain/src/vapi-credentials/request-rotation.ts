import type { RotationAccepted } from "@callflex/contracts/api/vapi-credentials";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";

interface Standing {
  in_use: string | null;
  preparing: boolean;
  old_accepted: boolean;
}

/**
 * Asks for another webhook key. The next one is known to us before it is used, and the one before is accepted for a while.
 *
 * @throws {DomainError} `forbidden`; `conflict` while there is no key yet, or while the last change isn't over
 */
export async function requestRotation({ ctx }: { ctx: VerbContext }): Promise<RotationAccepted> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { organizationId, userId } = ctx.actor;
  // A change that was given up leaves its key behind; the next one takes it, so only a young key is in the way.
  const [standing] = await ctx.tx.$queryRaw<Standing[]>`
    SELECT (array_agg(id::text ORDER BY in_use_since DESC)
             FILTER (WHERE in_use_since IS NOT NULL AND accepted_until IS NULL))[1] AS in_use,
           coalesce(bool_or(in_use_since IS NULL AND created_at > now() - interval '10 minutes'), false) AS preparing,
           coalesce(bool_or(accepted_until > now()), false) AS old_accepted
    FROM vapi_credentials WHERE organization_id = ${organizationId}::uuid AND revoked_at IS NULL`;
  if (standing?.preparing)
    throw new DomainError("conflict", "A new key is being set up already. It takes about a minute.");
  if (standing?.old_accepted) {
    const message = "The key before this one is still accepted. Change it again when that time is over.";
    throw new DomainError("conflict", message);
  }
  if (!standing?.in_use) {
    throw new DomainError("conflict", "There is no key yet. It is made with your first phone number.");
  }
  const eventId = await enqueueIntentPrisma(ctx.tx, {
    type: "vapi_credential.rotate",
    organizationId,
    eventKey: `vapi_credential.rotate/${newId()}`,
    body: { requestedBy: userId ?? null },
  });
  if (!eventId) throw new Error("a new intent was taken for a repeat");
  const action = "vapi_credential.rotation_requested";
  await recordAudit(ctx, { action, entityType: "vapi_credential", entityId: standing.in_use });
  return { requestedAt: new Date().toISOString() };
}
