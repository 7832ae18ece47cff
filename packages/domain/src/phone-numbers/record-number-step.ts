import {
  provisionSteps,
  releaseSteps,
  type PhoneNumberStep,
  type PhoneNumberStepName,
} from "@callflex/contracts/api/phone-numbers";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { NumberRef } from "./lock-number.ts";

const FLOWS = { provision: provisionSteps, release: releaseSteps } as const;

/** Which way a number goes. */
export type NumberFlow = keyof typeof FLOWS;

function flowOf(step: PhoneNumberStepName): NumberFlow {
  return provisionSteps.some((name) => name === step) ? "provision" : "release";
}

/** Lays out the steps of a way as waiting, also when it was gone before: what is done again begins anew. */
export async function layOutSteps(tx: Tx, ref: NumberRef, flow: NumberFlow): Promise<void> {
  await tx.run(
    `INSERT INTO phone_number_steps AS s (organization_id, phone_number_id, flow, step, position, state)
     SELECT $1, $2, $3, step, position, 'waiting' FROM unnest($4::text[]) WITH ORDINALITY AS steps (step, position)
     ON CONFLICT (organization_id, phone_number_id, flow, step) DO UPDATE
     SET state = 'waiting', attempts = 0, detail = NULL, started_at = NULL, finished_at = NULL`,
    [ref.organizationId, ref.phoneNumberId, flow, FLOWS[flow]],
  );
}

/**
 * Writes how a step stands, in the transaction of its effect, and tells the dashboards.
 *
 * @param step.state `undone` leaves a step alone that was never begun
 * @param step.isTry counts one more try
 * @param step.detail for the customer to read
 */
export async function recordNumberStep(
  tx: Tx,
  ref: NumberRef,
  step: { step: PhoneNumberStepName; state: PhoneNumberStep["state"]; detail?: string | null; isTry?: boolean },
): Promise<void> {
  await tx.run(
    `UPDATE phone_number_steps
     SET state = $5, detail = $6, attempts = attempts + $7::integer,
         started_at = CASE WHEN $5 IN ('waiting', 'skipped') THEN started_at ELSE coalesce(started_at, now()) END,
         finished_at = CASE WHEN $5 IN ('waiting', 'running') THEN NULL ELSE now() END
     WHERE organization_id = $1 AND phone_number_id = $2 AND flow = $3 AND step = $4
       AND NOT ($5 = 'undone' AND state IN ('waiting', 'undone'))`,
    [
      ref.organizationId,
      ref.phoneNumberId,
      flowOf(step.step),
      step.step,
      step.state,
      step.detail ?? null,
      step.isTry ? 1 : 0,
    ],
  );
  await emitLiveEvent(tx, { ...ref, type: "number_progress" });
}
