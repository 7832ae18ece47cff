import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { lockNumber, type NumberRef } from "./lock-number.ts";

/** What becomes of a number that couldn't be set up. */
export interface SettledProvisioning {
  /** `releasing`: a person gave it up meanwhile, and its release goes on. */
  state: "failed" | "releasing" | "gone";
  /** A person's retry can help: the cause lies neither in the choice nor in papers. */
  canBeHelped: boolean;
}

const STOPPED = "Setting up this number was stopped. Nothing is charged for it.";
/** Failures that end with another choice of the customer's. */
const ENDS_WITH_A_CHOICE = new Set(["choose_another_number", "correct_input", "give_address", "give_bundle"]);

/**
 * Writes that a number couldn't be set up.
 *
 * @param given.clean nothing of it stands at a provider any more
 * @param given.workflowId which wrote it
 * @param given.waits whether that workflow goes on to wait for a person where one can help
 */
export async function settleProvisioning(
  tx: Tx,
  given: NumberRef & { clean: boolean; workflowId: string; waits: boolean },
): Promise<SettledProvisioning> {
  const { clean, workflowId, waits, ...ref } = given;
  const number = await lockNumber(tx, ref);
  if (number?.workflowId !== workflowId) return { state: "gone", canBeHelped: false };
  const releasing = number.state === "releasing";
  const canBeHelped = !releasing && !ENDS_WITH_A_CHOICE.has(number.remedy ?? "");
  const keeps = waits && !releasing && (!clean || canBeHelped);
  await tx.run(
    `UPDATE phone_numbers
     SET state = CASE WHEN state = 'provisioning' THEN 'failed' ELSE state END,
         last_error = CASE WHEN state = 'releasing' THEN last_error ELSE coalesce(last_error, $3) END,
         cleanup_error = CASE WHEN $4 THEN NULL ELSE cleanup_error END,
         workflow_id = CASE WHEN $5 THEN workflow_id END
     WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.phoneNumberId, STOPPED, clean, keeps],
  );
  await emitLiveEvent(tx, { ...ref, type: "number_progress" });
  return { state: releasing ? "releasing" : "failed", canBeHelped };
}
