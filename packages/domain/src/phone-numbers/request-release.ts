import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { ABANDON_SIGNAL, RETRY_SIGNAL, workflowId } from "@callflex/contracts/workflow";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { beginNumberAgain } from "./begin-number-again.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import { toPhoneNumber, type PhoneNumberRow } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";
import { signalNumberWorkflow } from "./signal-number-workflow.ts";

/** Takes a number off the list that never became ours: there is nothing to give back, and nobody has to wait for a retry. */
async function leaveFailed(ctx: VerbContext, row: PhoneNumberRow): Promise<PhoneNumber> {
  const changed = await changePhoneNumber(ctx, row.id, {
    state: "released",
    releasedAt: new Date(),
    workflowId: null,
  });
  if (row.workflowId !== null) {
    await signalNumberWorkflow(ctx, { id: row.id, workflowId: row.workflowId, signal: ABANDON_SIGNAL });
  }
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
 * stay. Asking again tries again what failed, and begins anew what nobody works on any more.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when an undo had failed and somebody else has the digits
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
  if (row.state === "released") return toPhoneNumber(row);
  if (row.state === "releasing") {
    if (row.workflowId === null) return toPhoneNumber(await beginNumberAgain(ctx, row));
    await signalNumberWorkflow(ctx, { id: row.id, workflowId: row.workflowId, signal: RETRY_SIGNAL });
    return toPhoneNumber(row);
  }
  if (row.state === "failed" && row.cleanupError === null) return leaveFailed(ctx, row);
  await enqueueIntentPrisma(ctx.tx, {
    type: "phone_number.release",
    organizationId,
    eventKey: `phone_number.release/${row.id}`,
    body: { phoneNumberId: row.id },
    orderingKey: numberOrderingKey(row.id),
  });
  // A workflow that still works on the number stays named in its row: the release waits for its end.
  const changed = await changePhoneNumber(ctx, row.id, {
    state: "releasing",
    workflowId: row.workflowId ?? workflowId.release(row.id),
    lastError: null,
    lastErrorRemedy: null,
  });
  await recordAudit(ctx, {
    action: "phone_number.release_requested",
    entityType: "phone_number",
    entityId: row.id,
    before: { state: row.state },
    after: { state: "releasing" },
  });
  return toPhoneNumber(changed);
}
