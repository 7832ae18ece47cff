import type { Tx } from "@callflex/db/transaction";
import { lockNumber, type NumberRef } from "./lock-number.ts";
import { layOutSteps } from "./record-number-step.ts";

/** How a release begins: by itself, after another workflow about the number has ended, or not at all. */
export type ReleaseStart = { kind: "begun" } | { kind: "waits"; workflowId: string } | { kind: "superseded" };

/**
 * Begins to give a number back, unless its setting up is still under way.
 *
 * @param given.workflowId which works on it from now on
 * @param given.takeOver the other workflow is known to be gone
 */
export async function beginRelease(
  tx: Tx,
  { workflowId, takeOver, ...ref }: NumberRef & { workflowId: string; takeOver: boolean },
): Promise<ReleaseStart> {
  const number = await lockNumber(tx, ref);
  if (number?.state !== "releasing") return { kind: "superseded" };
  const { workflowId: other } = number;
  if (other !== null && other !== workflowId && !takeOver) return { kind: "waits", workflowId: other };
  await tx.run("UPDATE phone_numbers SET workflow_id = $3 WHERE organization_id = $1 AND id = $2", [
    ref.organizationId,
    ref.phoneNumberId,
    workflowId,
  ]);
  await layOutSteps(tx, ref, "release");
  return { kind: "begun" };
}
