import { databaseFault } from "@callflex/db/errors";
import type { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { withAssistant, type PhoneNumberRow } from "./phone-number-row.ts";

/**
 * Changes a number and its version and tells the dashboards. A failed number that comes back into use needs its digits to be
 * free.
 *
 * @throws {DomainError} `conflict` when somebody else has the digits meanwhile; the transaction is void then
 */
export async function changePhoneNumber(
  { tx, actor }: VerbContext,
  id: string,
  data: Prisma.PhoneNumberUncheckedUpdateInput,
): Promise<PhoneNumberRow> {
  const { organizationId } = actor;
  const changed = await tx.phoneNumber
    .update({
      where: { organizationId_id: { organizationId, id } },
      data: { ...data, version: { increment: 1 } },
      include: withAssistant,
    })
    .catch((error: unknown) => {
      if (databaseFault(error)?.kind !== "unique") throw error;
      throw new DomainError("conflict", "Somebody else has this number meanwhile. Please choose another one.");
    });
  await emitLiveEventPrisma(tx, { organizationId, type: "number_progress", phoneNumberId: id });
  return changed;
}
