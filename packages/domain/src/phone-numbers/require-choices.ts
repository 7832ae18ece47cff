import { whyUncallable } from "../contacts/why-uncallable.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Lets an assistant take a number's calls. It can't be deleted before the transaction ends.
 *
 * @throws {DomainError} `invalid` for one that isn't there or isn't finished
 */
export async function requireAssignable({ tx, actor }: VerbContext, assistantId: string): Promise<void> {
  const [assistant] = await tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM assistants
    WHERE organization_id = ${actor.organizationId}::uuid AND id = ${assistantId}::uuid AND deleted_at IS NULL FOR SHARE`;
  if (!assistant) throw new DomainError("invalid", "There is no such assistant. Choose another one.");
  if (assistant.status === "draft") {
    throw new DomainError("invalid", "This assistant is still a draft. Finish it, then let it take calls.");
  }
}

/**
 * Lets a telephone ring when nobody of ours can take a call. One of the organization's own numbers would lead the call back
 * here, in a circle, and one that costs more than an ordinary call isn't rung.
 *
 * @param number the number whose calls are put through
 * @throws {DomainError} `invalid`
 */
export async function requireFallback(
  { tx, actor }: VerbContext,
  { fallbackNumber, number }: { fallbackNumber: string; number: string },
): Promise<void> {
  const why = whyUncallable(fallbackNumber);
  if (why)
    throw new DomainError("invalid", `The fallback ${fallbackNumber} is ${why}. Give the number of a person's phone.`);
  const own =
    fallbackNumber === number ||
    (await tx.phoneNumber.findFirst({
      where: {
        organizationId: actor.organizationId,
        e164: fallbackNumber,
        state: { in: ["provisioning", "active", "releasing"] },
      },
      select: { id: true },
    }));
  if (!own) return;
  throw new DomainError(
    "invalid",
    "Calls would come back to CallFlex in a circle. Give the number of a person's phone.",
  );
}
