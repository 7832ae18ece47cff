import type { NumberForwardingState } from "@callflex/contracts/api/number-forwarding";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumber } from "../routing/number-row.ts";
import { readForwarding } from "./read-forwarding.ts";
import { storeForwarding } from "./store-forwarding.ts";

/**
 * Waits from now on for a call that the business's number forwards: whoever calls that number, and isn't answered there,
 * proves that its calls arrive here.
 *
 * @param input.now our clock
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when no number is said to be forwarded, or ours takes no calls
 */
export async function beginVerification({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; now: Date };
}): Promise<NumberForwardingState> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const number = await lockNumber(ctx, { id: input.id, versions: null });
  const forwarding = readForwarding(number.forwarding);
  if (!forwarding) throw new DomainError("conflict", "Say first which number forwards its calls here.");
  if (number.state !== "active")
    throw new DomainError("conflict", "This number takes no calls yet. Try again once it is set up.");
  return storeForwarding(ctx, number, {
    action: "phone_number.forwarding_verification_started",
    forwarding: {
      ...forwarding,
      state: "waiting",
      waitingSince: input.now.toISOString(),
      verifiedAt: null,
      verifiedCallId: null,
    },
  });
}
