import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toPhoneNumber } from "./phone-number-row.ts";
import { readPhoneNumber } from "./read-phone-number.ts";

/**
 * A number with who takes its calls.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getPhoneNumber({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<PhoneNumber> {
  requirePermission(ctx.actor, "phone_numbers.read");
  return toPhoneNumber(await readPhoneNumber(ctx, input.id));
}
