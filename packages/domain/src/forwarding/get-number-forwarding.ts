import type { NumberForwardingState } from "@callflex/contracts/api/number-forwarding";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readNumber } from "../routing/number-row.ts";
import { readForwarding } from "./read-forwarding.ts";

/**
 * Which number forwards its calls to one of ours, and whether such a call has come.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getNumberForwarding({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<NumberForwardingState> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const { forwarding, version } = await readNumber(ctx, input.id);
  return { forwarding: readForwarding(forwarding), version };
}
