import { accountMailFacts, type AccountMailFacts, type AccountMailKind } from "@callflex/contracts/account-mails";
import { decryptSecret } from "@callflex/db/secret-box";
import { expect } from "vitest";
import type { TestApi } from "./start-api.ts";

/** What a mail that was laid ready says. */
export type AccountMail = AccountMailFacts & { recipient: string };

/** The mails about accounts that were laid ready for an address, the oldest first; each with its intent. */
export async function mailsTo(api: TestApi, recipient: string): Promise<AccountMail[]> {
  const { rows } = await api.admin.query(
    `SELECT m.*, (SELECT count(*)::integer FROM outbox_events e JOIN outbox_deliveries d ON d.event_id = e.id
                  WHERE e.event_key = 'account_mail.send/' || m.id) AS intents
     FROM account_mails m WHERE recipient = $1 ORDER BY id`,
    [recipient],
  );
  return rows.map((row) => {
    expect(row.intents).toBe(1);
    const facts = decryptSecret(api.deps.encryptionKeys, row.facts_ciphertext, row.encryption_key_id);
    return { ...accountMailFacts.parse(JSON.parse(facts)), recipient: row.recipient };
  });
}

/** The token in the link of the newest mail of a kind. */
export async function newestToken(api: TestApi, recipient: string, kind: AccountMailKind): Promise<string> {
  const mail = (await mailsTo(api, recipient)).findLast((one) => one.kind === kind);
  if (!mail || !("link" in mail)) throw new Error(`${recipient} got no mail of kind ${kind}`);
  return new URL(mail.link).searchParams.get("token") ?? "";
}

/** What a user's own audit log says, the oldest first. */
export async function accountAudit(api: TestApi, userId: string) {
  const { rows } = await api.admin.query(
    `SELECT action, before, after, actor_kind, entity_type, ip_address, request_id FROM audit_log
     WHERE actor_user_id = $1 AND organization_id IS NULL ORDER BY id`,
    [userId],
  );
  return rows;
}
