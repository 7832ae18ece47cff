import type { Tx } from "@callflex/db/transaction";
import type { AccountMailState } from "./account-mail-state.ts";

/** Reads where a mail stands and how the mail service calls it; null when it went with its account or organization. */
export async function findSentMail(
  tx: Tx,
  { mailId }: { mailId: string },
): Promise<{ state: AccountMailState; providerMessageId: string | null } | null> {
  const [row] = await tx.rows<{ state: AccountMailState; provider_message_id: string | null }>(
    "SELECT state, provider_message_id FROM account_mails WHERE id = $1",
    [mailId],
  );
  return row ? { state: row.state, providerMessageId: row.provider_message_id } : null;
}
