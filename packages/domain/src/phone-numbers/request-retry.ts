import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { RETRY_SIGNAL, workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import { canRetry, toPhoneNumber, type PhoneNumberRow } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";
import { requireNumberRoom } from "./require-number-room.ts";

function refuse({ state, lastErrorRemedy }: PhoneNumberRow): never {
  const words: Record<string, string> = {
    provisioning: "This number is being set up; there is nothing to try again yet.",
    active: "This number works; there is nothing to try again.",
    released: "This number was given back. Choose another one.",
  };
  throw new DomainError(
    "conflict",
    words[state] ??
      (lastErrorRemedy ? "This number can't be had any more. Please choose another one." : "It is still being tried."),
  );
}

/**
 * Tries again what failed for good: a workflow that waits for a person goes on, and one that ended is begun anew.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when there is nothing to try again or somebody else has the number;
 *   `limit_reached` when the plan has no room any more
 */
export async function requestNumberRetry({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { tx, actor } = ctx;
  const { organizationId } = actor;
  const row = await readPhoneNumber(ctx, input.id, { lock: true });
  if (!canRetry(row)) return refuse(row);
  const run = newId();
  const common = { organizationId, orderingKey: numberOrderingKey(row.id) };
  await recordAudit(ctx, { action: "phone_number.retried", entityType: "phone_number", entityId: row.id });

  if (row.workflowId !== null) {
    await enqueueIntentPrisma(tx, {
      ...common,
      type: "workflow.signal",
      eventKey: `workflow.signal/${row.workflowId}/${run}`,
      body: { workflowId: row.workflowId, signal: RETRY_SIGNAL, requestedBy: actor.userId ?? null },
    });
    return toPhoneNumber(row);
  }
  if (row.state === "failed" && row.cleanupError === null) await requireNumberRoom(ctx);
  const releasing = row.state === "releasing" || row.cleanupError !== null;
  await enqueueIntentPrisma(tx, {
    ...common,
    type: releasing ? "phone_number.release" : "phone_number.provision",
    eventKey: `phone_number.retry/${row.id}/${run}`,
    body: { phoneNumberId: row.id, run },
  });
  return toPhoneNumber(
    await changePhoneNumber(ctx, row.id, {
      state: releasing ? "releasing" : "provisioning",
      workflowId: releasing ? workflowId.releaseAgain(row.id, run) : workflowId.provisionAgain(row.id, run),
      lastError: null,
      lastErrorRemedy: null,
    }),
  );
}
