import type { NotificationChannel, NotificationKind, NotificationState } from "@callflex/contracts/enums";
import { workflowId, type DeliveryStatus } from "@callflex/contracts/workflow";
import type { Tx } from "@callflex/db/transaction";
import { loadSettings } from "../organizations/load-settings.ts";
import { learnTexting, UNREGISTERED_SENDER } from "../texting/learn-texting.ts";
import { readDeliveryStatus } from "./delivery-status.ts";
import { requestNotifications } from "./request-notifications.ts";
import { recordNotificationStep } from "./steps.ts";

/** What a provider's status did; `final` is its last word, null while more may come. */
export interface RecordedDelivery {
  notificationId: string;
  organizationId: string;
  /** Workflow that waits for the word. */
  workflowId: string;
  final: DeliveryStatus | null;
  /** The message was given up for another one that tells the same. */
  givenUp: boolean;
}

/** What a status waits for that is about a message not recorded yet; `wakeParked` gets the same key once it is. */
export function messageKey(channel: NotificationChannel, providerMessageId: string): string {
  return `message/${channel}/${providerMessageId}`;
}

/**
 * Applies a provider's status of a message. Statuses may come in any order and more than once: a final one stays, save
 * that an e-mail which was delivered can still bounce. A text that the carriers refuse because its sender isn't registered
 * is given up, and mails tell instead.
 *
 * @param input.status the provider's own word: Twilio's `MessageStatus`, or Resend's event with or without `email.`
 * @param input.errorCode Twilio's error code, or Resend's reason, where given
 * @param input.from number that a text came from, where given
 * @returns null when no notification has that message (yet): keep the event under {@link messageKey}
 */
export async function recordDeliveryStatus(
  tx: Tx,
  input: { channel: NotificationChannel; providerMessageId: string; status: string; errorCode?: string; from?: string },
): Promise<RecordedDelivery | null> {
  const { channel, providerMessageId } = input;
  const [row] = await tx.rows<{
    id: string;
    organization_id: string;
    call_id: string | null;
    recipient: string;
    reference: string;
    state: NotificationState;
    kind: NotificationKind;
    inbox_item_id: string | null;
    dedupe_key: string;
  }>(
    `SELECT id, organization_id, call_id, recipient, reference, state, kind, inbox_item_id, dedupe_key FROM notifications
     WHERE channel = $1 AND provider_message_id = $2 FOR UPDATE`,
    [channel, providerMessageId],
  );
  if (!row) return null;

  const recorded = {
    notificationId: row.id,
    organizationId: row.organization_id,
    workflowId: workflowId.notification(row.id),
    givenUp: row.state === "abandoned",
  };
  const known = row.state === "delivered" || row.state === "failed" ? row.state : null;
  const verdict = readDeliveryStatus(channel, input.status, input.errorCode);
  if (!verdict || row.state === "abandoned") return { ...recorded, final: known };
  if (known === "failed" || (known === "delivered" && !verdict.revokes)) return { ...recorded, final: known };

  const unregistered = channel === "sms" && verdict.final === "failed" && input.errorCode === UNREGISTERED_SENDER;
  const reason = unregistered ? `${verdict.reason} Sent by e-mail instead.` : verdict.reason;
  await tx.run(
    `UPDATE notifications
     SET state = $3, last_error = $4, delivered_at = CASE WHEN $3 = 'delivered' THEN now() END
     WHERE organization_id = $1 AND id = $2`,
    [row.organization_id, row.id, unregistered ? "abandoned" : verdict.final, reason ?? null],
  );
  await recordNotificationStep(tx, {
    notification: {
      organizationId: row.organization_id,
      callId: row.call_id,
      channel,
      recipient: row.recipient,
      reference: row.reference,
    },
    step: "notification_delivered",
    state: verdict.final === "delivered" ? "done" : unregistered ? "skipped" : "failed",
    detail: reason,
  });
  if (channel === "sms" && input.from)
    await learnTexting(tx, {
      organizationId: row.organization_id,
      from: input.from,
      to: row.recipient,
      delivered: verdict.final === "delivered",
      errorCode: input.errorCode,
    });
  if (unregistered && row.call_id) {
    const { notifications } = await loadSettings(tx, row.organization_id);
    await requestNotifications(tx, {
      organizationId: row.organization_id,
      callId: row.call_id,
      kind: row.kind,
      ...(row.inbox_item_id ? { inboxItemId: row.inbox_item_id } : {}),
      dedupePrefix: row.dedupe_key.slice(0, -`/${channel}/${row.recipient}`.length),
      settings: { ...notifications, phones: [row.recipient], kinds: [row.kind] },
    });
  }
  return { ...recorded, final: verdict.final, givenUp: unregistered };
}
