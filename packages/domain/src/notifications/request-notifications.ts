import type { NotificationChannel, NotificationKind } from "@callflex/contracts/enums";
import type { NotificationSettings } from "@callflex/contracts/organization-settings";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { mailInstead } from "../texting/mail-instead.ts";
import { whyNoTexts } from "../texting/why-no-texts.ts";
import { enqueueIntent } from "../outbox/enqueue.ts";
import { referenceOf } from "./reference.ts";
import { recordNotificationStep } from "./steps.ts";

/** Who is to be told, each by each way, without repeats. */
function recipients(settings: NotificationSettings): { channel: NotificationChannel; recipient: string }[] {
  const emails = new Map(settings.emails.map((email) => [email.toLowerCase(), email]));
  return [
    ...[...emails.values()].map((recipient) => ({ channel: "email" as const, recipient })),
    ...[...new Set(settings.phones)].map((recipient) => ({ channel: "sms" as const, recipient })),
  ];
}

/**
 * Records what the organization's people are to be told about, one notification for each of them and each way, with the
 * intent to send it. Asked again under the same prefix, only recipients that were added since get one. Where no texts can
 * go out, mails tell instead, and the delivery log says why.
 *
 * @param input.callId the call that it is about
 * @param input.dedupePrefix business key of the occasion, `call/<id>/message/<tool call>`
 * @param input.settings the organization's notification settings: a kind that is switched off tells nobody
 * @returns the ids of the notifications that are new
 */
export async function requestNotifications(
  tx: Tx,
  input: {
    organizationId: string;
    callId: string;
    kind: NotificationKind;
    inboxItemId?: string;
    dedupePrefix: string;
    settings: NotificationSettings;
  },
): Promise<string[]> {
  const { organizationId, callId, kind, settings } = input;
  if (!settings.kinds.includes(kind)) return [];

  const noTexts = settings.phones.length > 0 ? await whyNoTexts(tx, { organizationId, callId }) : null;
  const told = noTexts ? await mailInstead(tx, organizationId, settings) : settings;
  const added: string[] = [];
  for (const { channel, recipient } of recipients(told)) {
    const instead = channel === "sms" && noTexts ? `Sent by e-mail instead: ${noTexts}.` : null;
    const id = newId();
    const reference = referenceOf(id);
    const inserted = await tx.run(
      `INSERT INTO notifications
         (id, organization_id, call_id, inbox_item_id, dedupe_key, kind, channel, recipient, reference, state, last_error)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (organization_id, dedupe_key) DO NOTHING`,
      [
        id,
        organizationId,
        callId,
        input.inboxItemId ?? null,
        `${input.dedupePrefix}/${channel}/${recipient.toLowerCase()}`,
        kind,
        channel,
        recipient,
        reference,
        instead ? "abandoned" : "pending",
        instead,
      ],
    );
    if (inserted === 0) continue;
    const notification = { organizationId, callId, channel, recipient, reference };
    if (instead) {
      await recordNotificationStep(tx, { notification, step: "notification_sent", state: "skipped", detail: instead });
      continue;
    }
    await enqueueIntent(tx, {
      type: "notification.send",
      organizationId,
      eventKey: `notification.send/${id}`,
      body: { notificationId: id, callId },
    });
    await recordNotificationStep(tx, {
      notification,
      step: "notification_sent",
      state: "waiting",
    });
    added.push(id);
  }
  return added;
}
