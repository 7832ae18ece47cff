import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { changePhoneNumber } from "./change-phone-number.ts";
import { numberOrderingKey } from "./number-ordering-key.ts";
import type { PhoneNumberRow } from "./phone-number-row.ts";

/**
 * Begins the way of a number anew on which nobody works any more, under an id of its own: its release where it is being given
 * back or something was left behind, else its setting up.
 *
 * @throws {DomainError} `conflict` when somebody else has the digits meanwhile; the transaction is void then
 */
export async function beginNumberAgain(ctx: VerbContext, row: PhoneNumberRow): Promise<PhoneNumberRow> {
  const run = newId();
  const releasing = row.state === "releasing" || row.cleanupError !== null;
  await enqueueIntentPrisma(ctx.tx, {
    type: releasing ? "phone_number.release" : "phone_number.provision",
    organizationId: ctx.actor.organizationId,
    eventKey: `phone_number.retry/${row.id}/${run}`,
    body: { phoneNumberId: row.id, run },
    orderingKey: numberOrderingKey(row.id),
  });
  return await changePhoneNumber(ctx, row.id, {
    state: releasing ? "releasing" : "provisioning",
    workflowId: releasing ? workflowId.releaseAgain(row.id, run) : workflowId.provisionAgain(row.id, run),
    lastError: null,
    lastErrorRemedy: null,
  });
}
