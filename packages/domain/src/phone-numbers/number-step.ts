import type { PhoneNumberRemedy, PhoneNumberStepName } from "@callflex/contracts/api/phone-numbers";
import type { Tx } from "@callflex/db/transaction";
import { lockNumber, type LockedNumber, type NumberRef } from "./lock-number.ts";
import { recordNumberStep } from "./record-number-step.ts";

/** The number isn't on this way any more: a person has given it up, or it is gone. */
export class NumberSuperseded extends Error {
  override name = "NumberSuperseded";
}

/**
 * Begins a try of a step.
 *
 * @param given.during the state in which the step makes sense
 * @throws {NumberSuperseded} the number is in another state
 */
export async function beginNumberStep(
  tx: Tx,
  { step, during, ...ref }: NumberRef & { step: PhoneNumberStepName; during: LockedNumber["state"] },
): Promise<LockedNumber> {
  const number = await lockNumber(tx, ref);
  if (number?.state !== during) throw new NumberSuperseded(`the number is ${number?.state ?? "gone"}, not ${during}`);
  await recordNumberStep(tx, ref, { step, state: "running", isTry: true });
  return number;
}

/** Ends a step, and with it what was told about tries that failed. */
export async function finishNumberStep(
  tx: Tx,
  { step, ...ref }: NumberRef & { step: PhoneNumberStepName },
): Promise<void> {
  await tx.run(
    "UPDATE phone_numbers SET last_error = NULL, last_error_remedy = NULL WHERE organization_id = $1 AND id = $2",
    [ref.organizationId, ref.phoneNumberId],
  );
  await recordNumberStep(tx, ref, { step, state: "done" });
}

/**
 * Tells why a try of a step failed.
 *
 * @param given.words for the customer to read
 * @param given.remedy what helps; null where it is tried again, or only time helps
 */
export async function failNumberStep(
  tx: Tx,
  given: NumberRef & {
    step: PhoneNumberStepName;
    words: string;
    remedy: PhoneNumberRemedy | null;
    willRetry: boolean;
  },
): Promise<void> {
  const { step, words, remedy, willRetry, ...ref } = given;
  await tx.run(
    "UPDATE phone_numbers SET last_error = $3, last_error_remedy = $4 WHERE organization_id = $1 AND id = $2 AND state <> 'released'",
    [ref.organizationId, ref.phoneNumberId, words, remedy],
  );
  await recordNumberStep(tx, ref, { step, state: willRetry ? "running" : "failed", detail: words });
}
