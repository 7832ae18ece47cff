import type { Tx } from "@callflex/db/transaction";
import { newId } from "@callflex/db/ids";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { numberOrderingKey } from "../phone-numbers/number-ordering-key.ts";
import type { Difference } from "./drift-facts.ts";

/** One repair is enough for all that is wrong with a thing; this names it. */
export function repairKey(difference: Difference): string {
  const { repair, organizationId, phoneNumberId, assistantId } = difference;
  return [repair, organizationId, phoneNumberId ?? assistantId ?? ""].join("/");
}

/** Asks for a difference to be put right by the product's own ways; each of them looks before it does something. */
export async function requestRepair(tx: Tx, difference: Difference): Promise<void> {
  const { repair, organizationId, phoneNumberId, assistantId } = difference;
  const eventKey = `drift/${repair}/${newId()}`;
  if (repair === "relink" && phoneNumberId) {
    const orderingKey = numberOrderingKey(phoneNumberId);
    const body = { phoneNumberId, anew: true };
    await enqueueIntent(tx, { type: "phone_number.relink", organizationId, eventKey, body, orderingKey });
  }
  if (repair === "sync" && assistantId) {
    await enqueueIntent(tx, { type: "assistant.sync", organizationId, eventKey, body: { assistantId } });
  }
  if (repair === "credential") {
    await enqueueIntent(tx, { type: "vapi_credential.ensure", organizationId, eventKey, body: {} });
  }
}
