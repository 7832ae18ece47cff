import type { PhoneNumber, PhoneNumberProvisionRequest } from "@callflex/contracts/api/phone-numbers";
import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import { toPhoneNumber } from "./phone-number-row.ts";
import { placeNumber } from "./place-number.ts";
import { readPhoneNumber } from "./read-phone-number.ts";
import { requireAssignable, requireFallback } from "./require-choices.ts";
import { requireNumberRoom } from "./require-number-room.ts";

async function refuseTaken({ tx, actor }: VerbContext, e164: string): Promise<never> {
  const own = await tx.phoneNumber.findFirst({
    where: { organizationId: actor.organizationId, e164, state: { in: ["provisioning", "active", "releasing"] } },
    select: { id: true },
  });
  throw new DomainError(
    "conflict",
    own
      ? "You have this number already, or it is on its way. Look at your list of numbers."
      : "This number was just taken by somebody else. Please choose another one.",
  );
}

/**
 * Reserves a number and asks for it to be bought and set up. Of two requests for the same digits the first one has it.
 *
 * @returns the number, being set up
 * @throws {DomainError} `forbidden`; `invalid` for an assistant or a fallback that can't be, or a country or kind that the digits aren't of; `limit_reached` when the plan has
 *   no room; `conflict` when the number is taken
 */
export async function requestPhoneNumber({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: PhoneNumberProvisionRequest;
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { tx, actor } = ctx;
  const { organizationId } = actor;
  const { e164, fallbackNumber, assistantId, label } = input;
  const { country, numberType } = placeNumber(input);
  if (assistantId) await requireAssignable(ctx, assistantId);
  await requireFallback(ctx, { fallbackNumber, number: e164 });
  await requireNumberRoom(ctx);

  const id = newId();
  const added = await tx.$executeRaw`
    INSERT INTO phone_numbers (id, organization_id, e164, label, assistant_id, fallback_number, workflow_id, country, number_type, city,
      region, monthly_price_minor, monthly_price_currency, requested_by)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${e164}, ${label}, ${assistantId}::uuid, ${fallbackNumber}, ${workflowId.provision(id)},
      ${country}, ${numberType}, ${input.city}, ${input.region}, ${input.monthlyPrice?.minor ?? null},
      ${input.monthlyPrice?.currency ?? null}, ${actor.userId ?? null}::uuid)
    ON CONFLICT DO NOTHING`;
  if (added === 0) return refuseTaken(ctx, e164);
  await enqueueIntentPrisma(tx, {
    type: "phone_number.provision",
    organizationId,
    eventKey: `phone_number.provision/${id}`,
    body: { phoneNumberId: id },
    orderingKey: numberOrderingKey(id),
  });
  await recordAudit(ctx, {
    action: "phone_number.requested",
    entityType: "phone_number",
    entityId: id,
    after: { e164, label, assistantId, fallbackNumber },
  });
  await emitLiveEventPrisma(tx, { organizationId, type: "number_progress", phoneNumberId: id });
  return toPhoneNumber(await readPhoneNumber(ctx, id));
}
