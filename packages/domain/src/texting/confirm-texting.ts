import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { getPhoneNumber } from "../phone-numbers/get-phone-number.ts";
import { lockNumber } from "../routing/number-row.ts";

/**
 * Says that the carriers have registered a number: texts go out again. One that they refuse all the same takes that back.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for a number that waits for no registration
 */
export async function confirmTexting({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const number = await lockNumber(ctx, { id: input.id, versions: null });
  const { organizationId } = ctx.actor;
  const [before] = await ctx.tx.$queryRaw<{ texting_state: string }[]>`
    SELECT texting_state FROM phone_numbers WHERE organization_id = ${organizationId}::uuid AND id = ${number.id}::uuid`;
  if (before?.texting_state !== "unregistered" && before?.texting_state !== "pending")
    throw new DomainError("conflict", "This number waits for no registration.");
  await ctx.tx.$executeRaw`
    UPDATE phone_numbers SET texting_state = 'registered', version = version + 1
    WHERE organization_id = ${organizationId}::uuid AND id = ${number.id}::uuid`;
  await recordAudit(ctx, {
    action: "phone_number.texting_confirmed",
    entityType: "phone_number",
    entityId: number.id,
    before: { textingState: before.texting_state },
    after: { textingState: "registered" },
  });
  return getPhoneNumber({ ctx, input });
}
