import type { Tx } from "@callflex/db/transaction";
import { lockNumber, type NumberRef } from "./lock-number.ts";
import { layOutSteps, recordNumberStep } from "./record-number-step.ts";

const TAKEN = "Somebody else has this number meanwhile. Please choose another one.";

/**
 * Begins to set a number up: its row reserves it. A number whose setting up failed is reserved again if nobody else has its
 * digits.
 *
 * @param given.workflowId which works on it
 * @returns false when there is nothing to set up: the number is given back, works already, or is somebody else's now
 */
export async function beginProvisioning(
  tx: Tx,
  { workflowId, ...ref }: NumberRef & { workflowId: string },
): Promise<boolean> {
  const number = await lockNumber(tx, ref);
  if (number?.workflowId !== workflowId) return false;
  const failed = number.state === "failed" && number.cleanupError === null;
  if (number.state !== "provisioning" && !failed) return false;
  const params = [ref.organizationId, ref.phoneNumberId];
  const reserved = await tx.run(
    `UPDATE phone_numbers n SET state = 'provisioning', last_error = NULL, last_error_remedy = NULL
     WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (
       SELECT FROM phone_numbers other
       WHERE other.e164 = n.e164 AND other.id <> n.id AND other.state IN ('provisioning', 'active', 'releasing'))`,
    params,
  );
  if (reserved === 0) {
    await tx.run(
      `UPDATE phone_numbers SET last_error = $3, last_error_remedy = 'choose_another_number', workflow_id = NULL
       WHERE organization_id = $1 AND id = $2`,
      [...params, TAKEN],
    );
    return false;
  }
  await layOutSteps(tx, ref, "provision");
  await recordNumberStep(tx, ref, { step: "reserve", state: "done", isTry: true });
  return true;
}
