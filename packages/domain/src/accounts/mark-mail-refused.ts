import type { Tx } from "@callflex/db/transaction";

/**
 * Writes why a mail was not taken.
 *
 * @param input.reason in words for whoever asked for the mail
 * @param input.willRetry true while tries go on; otherwise the mail has failed for good, and what it said is forgotten
 */
export async function markMailRefused(
  tx: Tx,
  { mailId, reason, willRetry }: { mailId: string; reason: string; willRetry: boolean },
): Promise<void> {
  await tx.run(
    willRetry
      ? "UPDATE account_mails SET last_error = $2 WHERE id = $1 AND state = 'pending'"
      : `UPDATE account_mails SET state = 'failed', last_error = $2, facts_ciphertext = NULL, encryption_key_id = NULL
         WHERE id = $1 AND state = 'pending'`,
    [mailId, reason],
  );
}
