import type { PhoneNumberState } from "@callflex/contracts/api/phone-numbers";
import type { Tx } from "@callflex/db/transaction";

/** Names a number. */
export interface NumberRef {
  organizationId: string;
  phoneNumberId: string;
}

/** A number as the workflows know it. */
export interface LockedNumber {
  e164: string;
  state: PhoneNumberState;
  country: string;
  assistantId: string | null;
  fallbackNumber: string | null;
  twilioSid: string | null;
  vapiPhoneNumberId: string | null;
  /** The workflow that works on it, or waits for a person about it. */
  workflowId: string | null;
  remedy: string | null;
  cleanupError: string | null;
}

/** Reads a number, locked until the transaction ends; null when it is gone. */
export async function lockNumber(tx: Tx, { organizationId, phoneNumberId }: NumberRef): Promise<LockedNumber | null> {
  const [row] = await tx.rows<LockedNumber>(
    `SELECT e164, state, country, assistant_id AS "assistantId", fallback_number AS "fallbackNumber", twilio_sid AS "twilioSid",
            vapi_phone_number_id AS "vapiPhoneNumberId", workflow_id AS "workflowId", last_error_remedy AS remedy,
            cleanup_error AS "cleanupError"
     FROM phone_numbers WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
    [organizationId, phoneNumberId],
  );
  return row ?? null;
}
