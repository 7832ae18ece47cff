import type { NumberRoutingState } from "@callflex/contracts/api/number-routing";
import { numberRouting, type NumberRouting } from "@callflex/contracts/routing";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumber, lockNumbers } from "./number-row.ts";
import { requireNoCircle } from "./require-no-circle.ts";
import { assistantIdsIn, forwardNumbersIn } from "./rule-targets.ts";

/** @throws {DomainError} `invalid`: a rule names an assistant that isn't there, or sends calls to a number that isn't rung */
async function requireTargets({ tx, actor }: VerbContext, routing: NumberRouting): Promise<void> {
  for (const number of forwardNumbersIn(routing)) {
    const why = whyUncallable(number);
    if (why)
      throw new DomainError("invalid", `A rule forwards calls to ${number}, which is ${why}. Choose another one.`);
  }
  const ids = [...new Set(assistantIdsIn(routing))];
  // Held: none of them can be deleted before the rule that names it stands.
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM assistants
    WHERE organization_id = ${actor.organizationId}::uuid AND id = ANY(${ids}::uuid[]) AND deleted_at IS NULL
    ORDER BY id FOR SHARE`;
  if (found.length < ids.length)
    throw new DomainError("invalid", "A rule names an assistant that is not there any more. Choose another one.");
}

/**
 * Sets all rules of a number at once. What is equal already counts as no change.
 *
 * @param input.versions versions of the number that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`, `conflict`; `invalid` when a rule names an
 *   assistant that the organization doesn't have, a number that isn't rung, or one that leads back to the number itself
 */
export async function setNumberRouting({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; routing: NumberRouting; versions: readonly number[] | null };
}): Promise<NumberRoutingState> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  // Two numbers that are set to forward to each other at once have to see each other's rules.
  if (forwardNumbersIn(input.routing).length > 0) await lockNumbers(ctx);
  const number = await lockNumber(ctx, input);
  const changed = changedFields(numberRouting.parse(number.routing), input.routing);
  if (!changed) return { routing: input.routing, version: number.version };
  await requireNoCircle(ctx, number, input.routing);
  await requireTargets(ctx, input.routing);

  await ctx.tx.$executeRaw`
    UPDATE phone_numbers SET routing = ${JSON.stringify(input.routing)}::jsonb, version = version + 1
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${number.id}::uuid`;
  await recordAudit(ctx, {
    action: "phone_number.routing_changed",
    entityType: "phone_number",
    entityId: number.id,
    ...changed,
  });
  return { routing: input.routing, version: number.version + 1 };
}
