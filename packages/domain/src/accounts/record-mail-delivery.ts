import type { Tx } from "@callflex/db/transaction";
import { readDeliveryStatus } from "../notifications/delivery-status.ts";

/**
 * Applies the mail service's word about a mail that was sent.
 *
 * @param input.status Resend's event, with or without `email.`
 * @returns `sent` while the word is not final
 */
export async function recordMailDelivery(
  tx: Tx,
  { mailId, status }: { mailId: string; status: string },
): Promise<"sent" | "delivered" | "failed"> {
  const verdict = readDeliveryStatus("email", status);
  if (!verdict) return "sent";
  await tx.run("UPDATE account_mails SET state = $2, last_error = $3 WHERE id = $1 AND state = 'sent'", [
    mailId,
    verdict.final,
    verdict.reason ?? null,
  ]);
  return verdict.final;
}
