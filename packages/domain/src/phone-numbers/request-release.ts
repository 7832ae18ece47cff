import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import { toPhoneNumber, type PhoneNumberRow } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";

/** Takes a number off the list that never became ours: there is nothing to give back. */
async function leaveFailed(ctx: VerbContext, row: PhoneNumberRow): Promise<PhoneNumber> {
  const changed = await changePhoneNumber(ctx, row.id, { state: "released", releasedAt: new Date() });
  await recordAudit(ctx, {
    action: "phone_number.release_requested",
    entityType: "phone_number",
    entityId: row.id,
    before: { state: row.state },
    after: { state: "released" },
  });
  return toPhoneNumber(changed);
}

/**
 * Asks for a number to be given back, at whatever point it stands; from now on it takes no calls. Its calls and their history
 * stay. Asking again does nothing.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when the purchase had failed and somebody else has the digits
 */
export async function requestRelease({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { organizationId } = ctx.actor;
  const row = await readPhoneNumber(ctx, input.id, { lock: true });
  if (row.state === "releasing" || row.state === "released") return toPhoneNumber(row);

  const isGone = row.state === "failed" && row.cleanupError === null && row.workflowId === null;
  if (isGone) return leaveFailed(ctx, row);
  await enqueueIntentPrisma(ctx.tx, {
    type: "phone_number.release",
    organizationId,
    eventKey: `phone_number.release/${row.id}`,
    body: { phoneNumberId: row.id },
    orderingKey: numberOrderingKey(row.id),
  });
  // A workflow that still works on the number stays named in its row: the release waits for its end.
  const changed = await changePhoneNumber(ctx, row.id, { state: "releasing", lastError: null, lastErrorRemedy: null });
  await recordAudit(ctx, {
    action: "phone_number.release_requested",
    entityType: "phone_number",
    entityId: row.id,
    before: { state: row.state },
    after: { state: "releasing" },
  });
  return toPhoneNumber(changed);
}
