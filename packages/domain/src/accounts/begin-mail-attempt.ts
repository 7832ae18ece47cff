import { accountMailFacts, type AccountMailFacts } from "@callflex/contracts/account-mails";
import { decryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";
import type { Tx } from "@callflex/db/transaction";
import type { AccountMailState } from "./account-mail-state.ts";

/** A mail that is to be sent now. */
export interface DueMail {
  id: string;
  recipient: string;
  facts: AccountMailFacts;
  /** After this the mail is worth nothing any more. */
  expiresAt: Date;
}

/** What a try to send may begin with; `gone`: the mail went with its account or organization. */
export type MailAttempt =
  { state: "due"; mail: DueMail } | { state: Exclude<AccountMailState, "pending"> } | { state: "gone" };

/** An invitation that was taken back, or sent again with another link, makes its mail worthless before its time. */
const OF_USE = `(expires_at > now() AND (kind <> 'invitation' OR EXISTS (
  SELECT 1 FROM invitations i
  WHERE i.organization_id = account_mails.organization_id AND i.mail_id = account_mails.id AND i.status = 'pending')))`;

/**
 * Begins a try to send a mail, and counts it. A mail whose time is over is closed instead: what it said is forgotten.
 *
 * @throws {RangeError} the key that the mail was encrypted with is not configured any more
 */
export async function beginMailAttempt(
  tx: Tx,
  { mailId, keys }: { mailId: string; keys: EncryptionKeys },
): Promise<MailAttempt> {
  const [due] = await tx.rows<{
    recipient: string;
    facts_ciphertext: Buffer;
    encryption_key_id: string;
    expires_at: Date;
  }>(
    `UPDATE account_mails SET attempts = attempts + 1
     WHERE id = $1 AND state = 'pending' AND ${OF_USE}
     RETURNING recipient, facts_ciphertext, encryption_key_id, expires_at`,
    [mailId],
  );
  if (due) {
    const facts = accountMailFacts.parse(JSON.parse(decryptSecret(keys, due.facts_ciphertext, due.encryption_key_id)));
    return { state: "due", mail: { id: mailId, recipient: due.recipient, facts, expiresAt: due.expires_at } };
  }
  const expired = await tx.run(
    `UPDATE account_mails SET state = 'expired', facts_ciphertext = NULL, encryption_key_id = NULL
     WHERE id = $1 AND state = 'pending' AND NOT ${OF_USE}`,
    [mailId],
  );
  if (expired === 1) return { state: "expired" };
  const [row] = await tx.rows<{ state: Exclude<AccountMailState, "pending"> }>(
    "SELECT state FROM account_mails WHERE id = $1",
    [mailId],
  );
  return { state: row?.state ?? "gone" };
}
