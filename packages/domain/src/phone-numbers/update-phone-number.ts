import type { PhoneNumber, PhoneNumberPatch } from "@callflex/contracts/api/phone-numbers";
import { newId } from "@callflex/db/ids";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import { toPhoneNumber } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";
import { requireAssignable, requireFallback } from "./require-choices.ts";

/**
 * Changes a number's label, who takes its calls, or which telephone rings without them. VAPI is told about the latter alone:
 * it asks us at each call who takes it.
 *
 * @param input.versions versions that the caller has seen; the number must still be at one of them. Null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`; `precondition_failed` when somebody else changed it since; `conflict` when it
 *   is being given back; `invalid` for an assistant or a fallback that can't be
 */
export async function updatePhoneNumber({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; patch: PhoneNumberPatch; versions: readonly number[] | null };
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { organizationId } = ctx.actor;
  const row = await readPhoneNumber(ctx, input.id, { lock: true });
  requireVersion(row, "this number", input.versions);
  if (row.state === "releasing" || row.state === "released") {
    throw new DomainError("conflict", "This number is given back; nothing about it can be changed any more.");
  }
  const { label, assistantId, fallbackNumber } = row;
  const changes = changedFields({ label, assistantId, fallbackNumber }, input.patch);
  if (!changes) return toPhoneNumber(row);
  if (changes.after.assistantId) await requireAssignable(ctx, changes.after.assistantId);
  if (changes.after.fallbackNumber) {
    await requireFallback(ctx, { fallbackNumber: changes.after.fallbackNumber, number: row.e164 });
  }

  const changed = await changePhoneNumber(ctx, row.id, changes.after);
  if (changes.after.fallbackNumber) {
    await enqueueIntentPrisma(ctx.tx, {
      type: "phone_number.relink",
      organizationId,
      eventKey: `phone_number.relink/${row.id}/${newId()}`,
      body: { phoneNumberId: row.id },
      orderingKey: numberOrderingKey(row.id),
    });
  }
  await recordAudit(ctx, { action: "phone_number.updated", entityType: "phone_number", entityId: row.id, ...changes });
  return toPhoneNumber(changed);
}
