import type { Tx } from "@callflex/db/transaction";
import { wakeParked } from "../outbox/settle.ts";
import { lockNumber, type NumberRef } from "./lock-number.ts";
import { beginNumberStep, finishNumberStep } from "./number-step.ts";

/**
 * Lets a number take calls. Nobody works on it any more. Safe to repeat: the answer of a try that was carried out may be lost.
 *
 * @throws {NumberSuperseded} a person has given it up meanwhile
 */
export async function activateNumber(tx: Tx, ref: NumberRef): Promise<void> {
  // Only the workflow that the number was reserved for gets here, so it was this step that made it active.
  if ((await lockNumber(tx, ref))?.state === "active") return;
  const number = await beginNumberStep(tx, { ...ref, step: "activate", during: "provisioning" });
  await tx.run(
    `UPDATE phone_numbers SET state = 'active', activated_at = now(), workflow_id = NULL WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.phoneNumberId],
  );
  await finishNumberStep(tx, { ...ref, step: "activate" });
  if (number.vapiPhoneNumberId) await wakeParked(tx, [`vapi-number:${number.vapiPhoneNumberId}`]);
}
