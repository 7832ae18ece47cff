import type { Tx } from "@callflex/db/transaction";
import type { LoadedNotification } from "./load-notification.ts";
import { recordNotificationStep } from "./steps.ts";

/**
 * Begins a try to send. Whoever crashes afterwards leaves a mark: the next try sees that a message may exist and looks for
 * it first.
 *
 * @param input.notification as it was loaded; the try only begins if nobody began another one since
 * @returns false when another try came in between, or the notification is sent or given up already
 */
export async function beginAttempt(
  tx: Tx,
  { notification, workflowId }: { notification: LoadedNotification; workflowId: string },
): Promise<boolean> {
  const begun = await tx.run(
    `UPDATE notifications
     SET state = 'sending', attempts = attempts + 1, provider_message_id = NULL, sent_at = NULL
     WHERE organization_id = $1 AND id = $2 AND attempts = $3 AND state IN ('pending', 'sending', 'failed')`,
    [notification.organizationId, notification.id, notification.attempts],
  );
  if (begun === 0) return false;
  await recordNotificationStep(tx, {
    notification,
    step: "notification_sent",
    state: "running",
    workflowId,
    attempt: true,
  });
  return true;
}
