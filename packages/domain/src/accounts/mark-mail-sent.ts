import type { Tx } from "@callflex/db/transaction";

/**
 * Writes that the mail service has taken a mail, and forgets what the mail said.
 *
 * @param input.providerMessageId null when the service says that it has the mail but not which one it is
 */
export async function markMailSent(
  tx: Tx,
  { mailId, providerMessageId }: { mailId: string; providerMessageId: string | null },
): Promise<void> {
  await tx.run(
    `UPDATE account_mails
     SET state = 'sent', provider_message_id = $2, last_error = NULL, facts_ciphertext = NULL, encryption_key_id = NULL
     WHERE id = $1 AND state = 'pending'`,
    [mailId, providerMessageId],
  );
}
