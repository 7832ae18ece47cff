import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { RETRY_SIGNAL } from "@callflex/contracts/workflow";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { beginNumberAgain } from "./begin-number-again.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { canRetry, toPhoneNumber, type PhoneNumberRow } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";
import { requireNumberRoom } from "./require-number-room.ts";
import { signalNumberWorkflow } from "./signal-number-workflow.ts";

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
  const row = await readPhoneNumber(ctx, input.id, { lock: true });
  if (!canRetry(row)) return refuse(row);
  if (row.state === "failed" && row.cleanupError === null) await requireNumberRoom(ctx);
  await recordAudit(ctx, { action: "phone_number.retried", entityType: "phone_number", entityId: row.id });
  if (row.workflowId === null) return toPhoneNumber(await beginNumberAgain(ctx, row));
  await signalNumberWorkflow(ctx, { id: row.id, workflowId: row.workflowId, signal: RETRY_SIGNAL });
  // What failed while it was tidied up is tidied up first, and stays failed until then.
  if (row.state === "failed" && row.cleanupError !== null) return toPhoneNumber(row);
  // From now on it counts for the plan, and a second click is none.
  return toPhoneNumber(
    await changePhoneNumber(ctx, row.id, {
      ...(row.state === "failed" ? { state: "provisioning" } : {}),
      lastError: null,
      lastErrorRemedy: null,
    }),
  );
}
