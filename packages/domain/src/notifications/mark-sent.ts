import type { Tx } from "@callflex/db/transaction";
import { wakeParked } from "../outbox/settle.ts";
import type { LoadedNotification } from "./load-notification.ts";
import { messageKey } from "./record-delivery-status.ts";
import { recordNotificationStep } from "./steps.ts";

/**
 * Writes that the provider has taken the message, and lets statuses of it that were too early be looked at again.
 *
 * @param input.providerMessageId null when the provider says that it has the message but not which one it is
 */
export async function markSent(
  tx: Tx,
  input: { notification: LoadedNotification; providerMessageId: string | null; workflowId: string },
): Promise<void> {
  const { notification, providerMessageId, workflowId } = input;
  const changed = await tx.run(
    `UPDATE notifications SET state = 'sent', provider_message_id = $3, sent_at = now(), last_error = NULL
     WHERE organization_id = $1 AND id = $2 AND state = 'sending'`,
    [notification.organizationId, notification.id, providerMessageId],
  );
  if (changed === 0) return;
  await recordNotificationStep(tx, { notification, step: "notification_sent", state: "done", workflowId });
  await recordNotificationStep(tx, { notification, step: "notification_delivered", state: "waiting", workflowId });
  if (providerMessageId) await wakeParked(tx, [messageKey(notification.channel, providerMessageId)]);
}
