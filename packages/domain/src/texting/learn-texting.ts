import type { Tx } from "@callflex/db/transaction";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/** Twilio's code for a text from a number that isn't registered for texting in the US (A2P 10DLC). */
export const UNREGISTERED_SENDER = "30034";

/**
 * Learns from a text's delivery how its sender stands with the carriers of the US: one that is refused for its lack of
 * registration waits for it, one that is delivered there is registered.
 *
 * @param input.from number of the organization that the text came from
 * @param input.to who got it, in E.164
 * @param input.delivered false with `errorCode` for one that wasn't
 */
export async function learnTexting(
  tx: Tx,
  input: { organizationId: string; from: string; to: string; delivered: boolean; errorCode?: string | undefined },
): Promise<void> {
  const { organizationId, from, to, delivered, errorCode } = input;
  const refused = !delivered && errorCode === UNREGISTERED_SENDER;
  const proves = delivered && parsePhoneNumberFromString(to)?.country === "US";
  if (!refused && !proves) return;
  const [changed] = await tx.rows<{ id: string }>(
    `UPDATE phone_numbers SET texting_state = $3, version = version + 1
     WHERE organization_id = $1 AND e164 = $2 AND state = 'active' AND country = 'US' AND texting_state = ANY ($4)
     RETURNING id`,
    [
      organizationId,
      from,
      refused ? "pending" : "registered",
      refused ? ["unregistered", "registered"] : ["unregistered", "pending"],
    ],
  );
  if (changed) await emitLiveEvent(tx, { organizationId, type: "number_progress", phoneNumberId: changed.id });
}
