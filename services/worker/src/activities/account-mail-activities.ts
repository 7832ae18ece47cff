import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import type { AccountMailState } from "@callflex/domain/accounts/account-mail-state";
import { beginMailAttempt, type DueMail } from "@callflex/domain/accounts/begin-mail-attempt";
import { findSentMail } from "@callflex/domain/accounts/find-sent-mail";
import { markMailRefused } from "@callflex/domain/accounts/mark-mail-refused";
import { markMailSent } from "@callflex/domain/accounts/mark-mail-sent";
import { recordMailDelivery } from "@callflex/domain/accounts/record-mail-delivery";
import { renderAccountMail } from "@callflex/mails/render-account-mail";
import type { Logger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import { KEY_ALREADY_USED, type MailSender } from "@callflex/providers/resend/mail";
import { failing, heartbeating } from "./failures.ts";
import { mailFailure, mailRefusalReason } from "./mail-refusal.ts";

interface MailRef {
  mailId: string;
}

/** What happens to a mail about an account or a team on its way; `gone` went with its account or organization. */
export interface AccountMailActivities {
  /** Hands the mail over to the mail service, once; closes it when its time is over. */
  handOverMail: (mail: MailRef) => Promise<{ state: Exclude<AccountMailState, "pending"> | "gone" }>;
  /** The state as far as the mail service tells it now. */
  checkMailDelivery: (mail: MailRef) => Promise<{ state: AccountMailState | "gone" }>;
}

export function createAccountMailActivities(deps: {
  pool: Pool;
  mail: MailSender;
  encryptionKeys: EncryptionKeys;
  mailFrom: string;
  logger: Logger;
}): AccountMailActivities {
  const { pool, mail, encryptionKeys: keys, mailFrom, logger } = deps;

  /** @returns Resend's id; null when Resend has the mail but doesn't say under which */
  async function send({ id: mailId, recipient, facts, expiresAt }: DueMail): Promise<string | null> {
    const rendered = await renderAccountMail(facts, expiresAt);
    try {
      const { id } = await mail.send({
        ...rendered,
        from: mailFrom,
        to: recipient,
        idempotencyKey: `account-mail/${mailId}`,
        tags: { account_mail: mailId },
      });
      return id;
    } catch (error) {
      // Resend took this mail before, and its wording has changed since, as with a newer release.
      if (error instanceof ProviderError && error.code === KEY_ALREADY_USED) return null;
      throw error;
    }
  }

  return {
    handOverMail({ mailId }) {
      let expiresAt: Date | undefined;
      return failing(
        logger,
        () =>
          heartbeating(async () => {
            const attempt = await transaction(pool, (tx) => beginMailAttempt(tx, { mailId, keys }));
            if (attempt.state !== "due") return { state: attempt.state };
            expiresAt = attempt.mail.expiresAt;
            try {
              const providerMessageId = await send(attempt.mail);
              await transaction(pool, (tx) => markMailSent(tx, { mailId, providerMessageId }));
              return { state: "sent" };
            } catch (error) {
              const refusal = mailRefusalReason(error);
              if (!refusal) throw error;
              await transaction(pool, (tx) => markMailRefused(tx, { mailId, ...refusal }));
              if (refusal.willRetry) throw error;
              logger.warn({ err: error, mailId }, "the mail service refused a mail");
              return { state: "failed" };
            }
          }),
        (error) => mailFailure(error, expiresAt),
      );
    },

    checkMailDelivery: ({ mailId }) =>
      failing(logger, async () => {
        const sent = await transaction(pool, (tx) => findSentMail(tx, { mailId }));
        if (!sent) return { state: "gone" };
        const { state, providerMessageId } = sent;
        if (state !== "sent" || !providerMessageId) return { state };
        const told = await mail.getStatus(providerMessageId);
        if (!told) return { state };
        return { state: await transaction(pool, (tx) => recordMailDelivery(tx, { mailId, status: told.status })) };
      }),
  };
}
