import type { Tx } from "@callflex/db/transaction";
import type { NumberRef } from "./lock-number.ts";

/**
 * True when VAPI's number is one of another row of ours, of any organization. As no two rows that are in use have the same digits,
 * what VAPI has for the other one was left behind when it failed or was given back.
 */
export async function isLeftOver(
  tx: Tx,
  { organizationId, phoneNumberId, vapiPhoneNumberId }: NumberRef & { vapiPhoneNumberId: string },
): Promise<boolean> {
  const rows = await tx.rows(
    `SELECT 1 FROM phone_numbers
     WHERE vapi_phone_number_id = $3 AND (organization_id, id) IS DISTINCT FROM ($1::uuid, $2::uuid)`,
    [organizationId, phoneNumberId, vapiPhoneNumberId],
  );
  return rows.length > 0;
}
