import { accountMailFacts, type AccountMailFacts } from "@callflex/contracts/account-mails";
import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import { encryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";

/** A mail about an account or a team, as it is asked for. */
export interface AccountMailRequest {
  facts: AccountMailFacts;
  recipient: string;
  /** After this the mail is worth nothing any more and isn't sent. */
  expiresAt: Date;
  /** Null for a mail about a person's own account. */
  organizationId: string | null;
  /** Null for somebody without an account. */
  userId: string | null;
}

/**
 * Lays a mail ready and asks for it to be sent, in the transaction of what it tells about: a change that is rolled back
 * sends no mail, one that is committed does. What it says is encrypted, because its link may sign in.
 *
 * @param tx a transaction of the sign-in role; for a mail of an organization also the app's
 * @returns the mail's id
 */
export async function enqueueAccountMail(
  tx: PrismaTx,
  keys: EncryptionKeys,
  mail: AccountMailRequest,
): Promise<string> {
  const id = newId();
  const { facts, recipient, expiresAt, organizationId, userId } = mail;
  const { ciphertext, keyId } = encryptSecret(keys, JSON.stringify(accountMailFacts.parse(facts)));
  await tx.$executeRaw`
    INSERT INTO account_mails (id, organization_id, user_id, kind, recipient, facts_ciphertext, encryption_key_id, expires_at)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${userId}::uuid, ${facts.kind}, ${recipient}, ${ciphertext}, ${keyId}, ${expiresAt})`;
  await enqueueIntentPrisma(tx, {
    type: "account_mail.send",
    organizationId,
    eventKey: `account_mail.send/${id}`,
    body: { mailId: id },
  });
  return id;
}
