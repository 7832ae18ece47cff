import type { NotificationChannel } from "@callflex/contracts/enums";
import type { LoadedNotification } from "@callflex/domain/notifications/load-notification";
import { referenceOfRound } from "@callflex/domain/notifications/reference";
import { linesOf, titleOf } from "@callflex/domain/notifications/render-facts";
import { renderSms } from "@callflex/domain/notifications/render-sms";
import { explainSmsError } from "@callflex/domain/notifications/sms-errors";
import { renderCallMail } from "@callflex/mails/render-call-mail";
import { ProviderError } from "@callflex/providers/errors";
import { KEY_ALREADY_USED, type MailSender } from "@callflex/providers/resend/mail";
import type { SmsSender } from "@callflex/providers/twilio/messages";

/** What messages look like from the outside. */
export interface HandOverOptions {
  /** Sender of mails. */
  mailFrom: string;
  /** Address of the dashboard. */
  publicWebUrl: string;
  /** Address for Twilio's delivery reports. */
  smsStatusUrl: string;
}

/** A message that a provider has; without an id where it doesn't say which one. */
export interface HandedOver {
  providerMessageId: string | null;
}

/** Gives messages to their providers. */
export interface HandOver {
  /** The round's message if an earlier try got through to a provider that would send a second one; else null. */
  find(notification: LoadedNotification, round: number): Promise<HandedOver | null>;
  send(notification: LoadedNotification, round: number): Promise<HandedOver>;
}

export function createHandOver(deps: { sms: SmsSender; mail: MailSender } & HandOverOptions): HandOver {
  const { sms, mail } = deps;
  const linkOf = ({ callId }: LoadedNotification) => (callId ? `${deps.publicWebUrl}/calls/${callId}` : null);

  async function sendMail(notification: LoadedNotification, round: number): Promise<HandedOver> {
    const key = `notification/${notification.id}`;
    const { facts } = notification;
    const rendered = await renderCallMail({
      title: titleOf(facts),
      lines: linesOf(facts),
      organizationName: facts.organizationName,
      link: linkOf(notification),
    });
    try {
      const { id } = await mail.send({
        ...rendered,
        from: deps.mailFrom,
        to: notification.recipient,
        idempotencyKey: round === 0 ? key : `${key}/${round + 1}`,
        tags: { organization: notification.organizationId, notification: notification.id },
      });
      return { providerMessageId: id };
    } catch (error) {
      // Resend took a mail under this key before; its wording has changed since, as with an organization's new name.
      if (error instanceof ProviderError && error.code === KEY_ALREADY_USED) return { providerMessageId: null };
      throw error;
    }
  }

  async function sendSms(notification: LoadedNotification, round: number): Promise<HandedOver> {
    if (!notification.fromNumber) {
      const message = "The organization has no active phone number to send text messages from.";
      throw new ProviderError({ provider: "twilio", retryable: false, code: "no_number", message });
    }
    const reference = referenceOfRound(notification.reference, round);
    const { sid } = await sms.send({
      from: notification.fromNumber,
      to: notification.recipient,
      body: renderSms(notification.facts, linkOf(notification), reference),
      statusCallback: deps.smsStatusUrl,
      reference,
    });
    return { providerMessageId: sid };
  }

  return {
    async find(notification, round) {
      // Resend folds repeats of a key by itself.
      if (notification.channel === "email") return null;
      const message = await sms.findByReference({
        to: notification.recipient,
        reference: referenceOfRound(notification.reference, round),
        sentAfter: notification.createdAt,
      });
      return message ? { providerMessageId: message.sid } : null;
    },
    send: (notification, round) =>
      notification.channel === "email" ? sendMail(notification, round) : sendSms(notification, round),
  };
}

/** Why a provider didn't take a message, in words for the organization; null for faults of our own. */
export function reasonOf(error: unknown, channel: NotificationChannel): string | null {
  if (!(error instanceof ProviderError)) return null;
  if (error.retryable) {
    const name = channel === "email" ? "The mail service" : "The text message service";
    return `${name} could not be reached or was busy; it is tried again.`;
  }
  return channel === "sms" && /^\d{5}$/.test(error.code) ? explainSmsError(error.code) : error.message;
}
