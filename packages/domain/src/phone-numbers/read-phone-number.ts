import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { withAssistant, type PhoneNumberRow } from "./phone-number-row.ts";

/**
 * Reads a number of the actor's organization.
 *
 * @param options.lock held for the rest of the transaction, so that of two changes at once the second sees the first
 * @throws {DomainError} `not_found`, also for a number of another organization
 */
export async function readPhoneNumber(
  { tx, actor }: VerbContext,
  id: string,
  options: { lock?: boolean } = {},
): Promise<PhoneNumberRow> {
  const { organizationId } = actor;
  if (options.lock) {
    await tx.$queryRaw`
      SELECT 1 FROM phone_numbers WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  }
  const row = await tx.phoneNumber.findUnique({
    where: { organizationId_id: { organizationId, id } },
    include: withAssistant,
  });
  if (!row) throw new DomainError("not_found", "There is no such phone number.");
  return row;
}
