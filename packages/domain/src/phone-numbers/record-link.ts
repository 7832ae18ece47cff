import type { Tx } from "@callflex/db/transaction";
import { wakeParked } from "../outbox/settle.ts";
import { lockNumber, type NumberRef } from "./lock-number.ts";
import { finishNumberStep } from "./number-step.ts";

/**
 * Keeps how a number stands at VAPI, and lets events go on that came for it before we knew.
 *
 * @param given.fallbackNumber the telephone that VAPI was told
 * @returns the telephone that shall ring now: when it is another one, a person chose it meanwhile, and VAPI has to be told too
 */
export async function recordLink(
  tx: Tx,
  given: NumberRef & { vapiPhoneNumberId: string; fallbackNumber: string; step: "link" | null },
): Promise<string | null> {
  const { vapiPhoneNumberId, fallbackNumber, step, ...ref } = given;
  const number = await lockNumber(tx, ref);
  await tx.run("UPDATE phone_numbers SET vapi_phone_number_id = $3 WHERE organization_id = $1 AND id = $2", [
    ref.organizationId,
    ref.phoneNumberId,
    vapiPhoneNumberId,
  ]);
  if (number?.fallbackNumber !== fallbackNumber) return number?.fallbackNumber ?? null;
  if (step) await finishNumberStep(tx, { ...ref, step });
  await wakeParked(tx, [`vapi-number:${vapiPhoneNumberId}`]);
  return fallbackNumber;
}
