import type { NumberRoutingState } from "@callflex/contracts/api/number-routing";
import { numberRouting } from "@callflex/contracts/routing";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readNumber } from "./number-row.ts";

/**
 * The rules of a number, with defaults for what was never set.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getNumberRouting({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<NumberRoutingState> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const { routing, version } = await readNumber(ctx, input.id);
  return { routing: numberRouting.parse(routing), version };
}
