import type { Tx } from "@callflex/db/transaction";
import type { NumberRef } from "./lock-number.ts";
import { finishNumberStep } from "./number-step.ts";

/**
 * Keeps what was bought. Whether texts can be sent is known from now on: in the United States carriers want a registration
 * first.
 *
 * @param given.twilioSid `PN…`
 */
export async function recordPurchase(
  tx: Tx,
  { twilioSid, canText, ...ref }: NumberRef & { twilioSid: string; canText: boolean },
): Promise<void> {
  await tx.run(
    `UPDATE phone_numbers SET twilio_sid = $3, can_text = $4,
       texting_state = CASE WHEN NOT $4 THEN 'not_possible' WHEN country = 'US' THEN texting_state ELSE 'not_needed' END
     WHERE organization_id = $1 AND id = $2`,
    [ref.organizationId, ref.phoneNumberId, twilioSid, canText],
  );
  await finishNumberStep(tx, { ...ref, step: "buy" });
}
