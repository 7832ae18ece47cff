import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { NumberRef } from "./lock-number.ts";
import { recordNumberStep } from "./record-number-step.ts";

/** Steps that leave something at a provider, and what of it stands in the row. */
const KEPT = { buy: "twilio_sid", link: "vapi_phone_number_id" } as const;

/** A step that can be undone. */
export type UndoableStep = keyof typeof KEPT;

/** Keeps that nothing of a step stands at its provider any more. */
export async function recordUndone(tx: Tx, { step, ...ref }: NumberRef & { step: UndoableStep }): Promise<void> {
  await tx.run(`UPDATE phone_numbers SET ${KEPT[step]} = NULL WHERE organization_id = $1 AND id = $2`, [
    ref.organizationId,
    ref.phoneNumberId,
  ]);
  await recordNumberStep(tx, ref, { step, state: "undone" });
  if (step === "link") await recordNumberStep(tx, ref, { step: "webhooks", state: "undone" });
}

/**
 * Keeps that a step couldn't be undone: something stands at a provider that nobody uses, and a person has to look. The number
 * counts as failed and stays in the list.
 *
 * @param given.reason for staff: provider and code
 */
export async function recordUndoFailed(
  tx: Tx,
  { step, reason, ...ref }: NumberRef & { step: UndoableStep; reason: string },
): Promise<void> {
  await tx.run(
    `UPDATE phone_numbers SET cleanup_error = concat_ws('; ', nullif(cleanup_error, $3), $3)
     WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.phoneNumberId, `${step}: ${reason}`],
  );
  await emitLiveEvent(tx, { ...ref, type: "number_progress" });
}
