import type { NumberDisclosureState } from "@callflex/contracts/api/number-disclosure";
import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumber } from "../routing/number-row.ts";
import { describeDisclosure } from "./get-number-disclosure.ts";

/**
 * Chooses what callers of a number are told first, and whether calls are recorded. It holds from the next call on. The
 * audit log keeps the first choice too where it is the suggestion's own: somebody has decided for it.
 *
 * @param input.versions versions of the number that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`, `conflict`
 */
export async function setNumberDisclosure({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; disclosure: NumberDisclosure; versions: readonly number[] | null };
}): Promise<NumberDisclosureState> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const number = await lockNumber(ctx, input);
  const before = await describeDisclosure(ctx, number);
  const changed = changedFields(before.disclosure, input.disclosure);
  if (before.chosen && !changed) return before;

  await ctx.tx.$executeRaw`
    UPDATE phone_numbers SET disclosure = ${JSON.stringify(input.disclosure)}::jsonb, version = version + 1
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${number.id}::uuid`;
  await recordAudit(ctx, {
    action: "phone_number.disclosure_changed",
    entityType: "phone_number",
    entityId: number.id,
    ...(changed ?? { after: { ...input.disclosure } }),
  });
  return describeDisclosure(ctx, { ...number, disclosure: input.disclosure, version: number.version + 1 });
}
