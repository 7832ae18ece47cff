import type { NumberForwardingState } from "@callflex/contracts/api/number-forwarding";
import type { ForwardingChoice } from "@callflex/contracts/forwarding";
import { forwardingCode } from "@callflex/contracts/forwarding-codes";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumber } from "../routing/number-row.ts";
import { readForwarding } from "./read-forwarding.ts";
import { storeForwarding } from "./store-forwarding.ts";

function requireSense(choice: ForwardingChoice, e164: string): void {
  if (choice.businessNumber === e164)
    throw new DomainError("invalid", "A number can't be forwarded to itself. Enter your own business number.");
  if (!forwardingCode(choice.carrier, choice.kind, e164))
    throw new DomainError("invalid", "This telephone company has no code for that. Choose another way to forward.");
}

/**
 * Says which number of the business forwards its calls to one of ours. What was proved of another one, or of another way,
 * is forgotten.
 *
 * @param input.choice null: none any more
 * @param input.versions versions of the number that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`, `conflict`, `invalid`
 */
export async function setNumberForwarding({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; choice: ForwardingChoice | null; versions: readonly number[] | null };
}): Promise<NumberForwardingState> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const number = await lockNumber(ctx, input);
  const before = readForwarding(number.forwarding);
  const { choice } = input;
  if (choice) requireSense(choice, number.e164);
  const same = choice
    ? before?.businessNumber === choice.businessNumber &&
      before.carrier === choice.carrier &&
      before.kind === choice.kind
    : before === null;
  if (same) return { forwarding: before, version: number.version };

  return storeForwarding(ctx, number, {
    action: "phone_number.forwarding_changed",
    forwarding: choice && { ...choice, state: "none", waitingSince: null, verifiedAt: null, verifiedCallId: null },
  });
}
