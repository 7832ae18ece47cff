import type { TestExpectation } from "@callflex/contracts/assistant-test";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Makes sure that a test asks about the organization's own numbers.
 *
 * @throws {DomainError} `invalid`
 */
export async function requireOwnNumbers(
  { tx, actor }: VerbContext,
  expectations: readonly TestExpectation[],
): Promise<void> {
  const ids = new Set(
    expectations.flatMap((one) => (one.kind === "routes" && one.phoneNumberId ? [one.phoneNumberId] : [])),
  );
  if (ids.size === 0) return;
  const known = await tx.phoneNumber.count({
    where: { organizationId: actor.organizationId, id: { in: [...ids] } },
  });
  if (known < ids.size)
    throw new DomainError("invalid", "An expectation names a number that the organization doesn't have.");
}
