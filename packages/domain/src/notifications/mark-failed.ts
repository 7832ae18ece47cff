import type { Tx } from "@callflex/db/transaction";
import type { LoadedNotification } from "./load-notification.ts";
import { recordNotificationStep } from "./steps.ts";

/**
 * Writes why a try to send did not succeed.
 *
 * @param input.willRetry true while tries go on by themselves: the notification stays `sending`; otherwise it is `failed`
 *   and waits for a person
 */
export async function markFailed(
  tx: Tx,
  input: { notification: LoadedNotification; reason: string; willRetry: boolean; workflowId: string },
): Promise<void> {
  const { notification, reason, willRetry, workflowId } = input;
  const changed = await tx.run(
    `UPDATE notifications SET state = $3, last_error = $4
     WHERE organization_id = $1 AND id = $2 AND state IN ('pending', 'sending')`,
    [notification.organizationId, notification.id, willRetry ? "sending" : "failed", reason],
  );
  if (changed === 0) return;
  await recordNotificationStep(tx, {
    notification,
    step: "notification_sent",
    state: willRetry ? "waiting" : "failed",
    detail: reason,
    workflowId,
  });
}
