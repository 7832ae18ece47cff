import type { Tx } from "@callflex/db/transaction";
import { lockNumber, type NumberRef } from "./lock-number.ts";
import { beginNumberStep, finishNumberStep } from "./number-step.ts";

/**
 * Ends a release: the number is nobody's any more. Its calls stay, and VAPI's id, by which reports of them that come late are still known.
 * Safe to repeat: the answer of a try that was carried out may be lost.
 *
 * @throws {NumberSuperseded} it isn't being given back
 */
export async function closeRelease(tx: Tx, ref: NumberRef): Promise<void> {
  if ((await lockNumber(tx, ref))?.state === "released") return;
  await beginNumberStep(tx, { ...ref, step: "close", during: "releasing" });
  await finishNumberStep(tx, { ...ref, step: "close" });
  await tx.run(
    `UPDATE phone_numbers SET state = 'released', released_at = now(), twilio_sid = NULL,
       assistant_id = NULL, cleanup_error = NULL, workflow_id = NULL
     WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.phoneNumberId],
  );
}
