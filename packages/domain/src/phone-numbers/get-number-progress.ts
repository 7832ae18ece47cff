import type { PhoneNumberProgress, PhoneNumberStep } from "@callflex/contracts/api/phone-numbers";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toPhoneNumber } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";

const GOING = new Set(["releasing", "released"]);

/**
 * How far a number is on its way to its caller, or back once it is given up.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getNumberProgress({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<PhoneNumberProgress> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const number = toPhoneNumber(await readPhoneNumber(ctx, input.id));
  const flow = GOING.has(number.state) ? "release" : "provision";
  const steps = await ctx.tx.phoneNumberStep.findMany({
    where: { organizationId: ctx.actor.organizationId, phoneNumberId: number.id, flow },
    orderBy: { position: "asc" },
  });
  const { state, lastError, remedy, needsCleanup, canRetry } = number;
  return {
    phoneNumberId: number.id,
    state,
    flow,
    steps: steps.map((step) => ({
      step: step.step as PhoneNumberStep["step"],
      state: step.state as PhoneNumberStep["state"],
      attempts: step.attempts,
      detail: step.detail,
      startedAt: step.startedAt?.toISOString() ?? null,
      finishedAt: step.finishedAt?.toISOString() ?? null,
    })),
    lastError,
    remedy,
    needsCleanup,
    canRetry,
  };
}
