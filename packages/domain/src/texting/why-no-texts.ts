import type { TextingState } from "@callflex/contracts/api/phone-numbers";
import type { Tx } from "@callflex/db/transaction";

/** Why no text can be sent, for the delivery log; null where texts go out. */
const WHY_NOT: Record<TextingState, string | null> = {
  registered: null,
  not_needed: null,
  unregistered: "the number is not registered for texting in the US yet",
  pending: "the number's registration for texting in the US is still under way",
  not_possible: "the number can't send texts",
};

/**
 * Why the organization's texts about a call can't go out now: as the number stands that they would come from, the one that
 * was called, else the organization's oldest.
 *
 * @returns null when they can; an organization without a number is told so when it sends
 */
export async function whyNoTexts(
  tx: Tx,
  { organizationId, callId }: { organizationId: string; callId: string },
): Promise<string | null> {
  const [number] = await tx.rows<{ texting_state: TextingState }>(
    `SELECT p.texting_state FROM phone_numbers p
     WHERE p.organization_id = $1 AND p.state = 'active'
     ORDER BY p.id = (SELECT c.phone_number_id FROM call_refs r
                      JOIN calls c ON c.organization_id = r.organization_id AND c.id = r.call_id AND c.started_at = r.started_at
                      WHERE r.organization_id = $1 AND r.call_id = $2) DESC NULLS LAST, p.created_at, p.id
     LIMIT 1`,
    [organizationId, callId],
  );
  return number ? WHY_NOT[number.texting_state] : null;
}
