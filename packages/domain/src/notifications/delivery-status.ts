import type { NotificationChannel } from "@callflex/contracts/enums";
import type { DeliveryStatus } from "@callflex/contracts/workflow";
import { explainSmsError } from "./sms-errors.ts";

/** A provider's last word. `revokes` is true for a failure that outdoes an earlier delivery. */
export interface Verdict {
  final: DeliveryStatus;
  reason?: string;
  revokes: boolean;
}

const EMAIL_FAILURES: Record<string, string> = {
  bounced: "The recipient's mail server refused the e-mail.",
  failed: "The e-mail could not be sent.",
  suppressed: "E-mails to this address are stopped because an earlier one bounced or was marked as spam.",
  canceled: "The e-mail was canceled before it was sent.",
};

/** Opening, clicking and complaining presuppose the delivery; their own news may outrun that of the delivery. */
const EMAIL_DELIVERED = new Set(["delivered", "opened", "clicked", "complained"]);

function emailVerdict(status: string, errorCode?: string): Verdict | null {
  if (EMAIL_DELIVERED.has(status)) return { final: "delivered", revokes: false };
  const reason = EMAIL_FAILURES[status];
  if (!reason) return null;
  return { final: "failed", reason: errorCode ? `${reason} (${errorCode})` : reason, revokes: true };
}

function smsVerdict(status: string, errorCode?: string): Verdict | null {
  if (status === "delivered" || status === "read") return { final: "delivered", revokes: false };
  if (status === "undelivered" || status === "failed" || status === "canceled") {
    return { final: "failed", reason: explainSmsError(errorCode), revokes: false };
  }
  return null;
}

/**
 * Reads a provider's status.
 *
 * @param status Twilio's `MessageStatus` for text messages; Resend's event, with or without `email.`, for mails
 * @param errorCode Twilio's error code or Resend's reason
 * @returns null while the message is on its way, and for words that are not known
 */
export function readDeliveryStatus(channel: NotificationChannel, status: string, errorCode?: string): Verdict | null {
  return channel === "email" ? emailVerdict(status.replace(/^email\./, ""), errorCode) : smsVerdict(status, errorCode);
}
