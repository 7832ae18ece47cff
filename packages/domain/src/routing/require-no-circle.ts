import { numberRouting, type NumberRouting } from "@callflex/contracts/routing";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { forwardNumbersIn } from "./rule-targets.ts";

/** Whether a call that rings at `start` may come to ring at `home`, by what each number leads to. */
function leadsTo(home: string, start: string, next: ReadonlyMap<string, readonly string[]>): boolean {
  const reached = new Set([start]);
  for (const number of reached) for (const further of next.get(number) ?? []) reached.add(further);
  return reached.has(home);
}

/**
 * Lets rules forward calls if none of them comes back by the rules and fallbacks of the organization's other numbers: each
 * round of a circle is a call that is paid for. The numbers must be locked.
 *
 * @param number whose rules they are to be
 * @throws {DomainError} `invalid`
 */
export async function requireNoCircle(
  { tx, actor }: VerbContext,
  number: { id: string; e164: string },
  routing: NumberRouting,
): Promise<void> {
  const targets = forwardNumbersIn(routing);
  if (targets.includes(number.e164))
    throw new DomainError("invalid", "A rule forwards calls to this number itself. Choose another one.");
  if (targets.length === 0) return;
  const others = await tx.$queryRaw<{ e164: string; fallback_number: string | null; routing: unknown }[]>`
    SELECT e164, fallback_number, routing FROM phone_numbers
    WHERE organization_id = ${actor.organizationId}::uuid AND id <> ${number.id}::uuid AND state <> 'released'`;
  const next = new Map(
    others.map(({ e164, fallback_number: fallback, routing: stored }) => [
      e164,
      [...forwardNumbersIn(numberRouting.parse(stored)), ...(fallback ? [fallback] : [])],
    ]),
  );
  const circle = targets.find((target) => leadsTo(number.e164, target, next));
  if (circle)
    throw new DomainError(
      "invalid",
      `A rule forwards calls to ${circle}, from where they would come back to this number in a circle. Choose another one.`,
    );
}
