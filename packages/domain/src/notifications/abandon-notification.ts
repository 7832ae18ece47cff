import type { Tx } from "@callflex/db/transaction";
import { loadNotification } from "./load-notification.ts";
import { recordNotificationStep } from "./steps.ts";

/**
 * Gives a notification up. What was delivered stays delivered.
 *
 * @param input.reason who or what gave it up, in words
 * @returns false when there was nothing to give up
 */
export async function abandonNotification(
  tx: Tx,
  input: { organizationId: string; notificationId: string; reason: string },
): Promise<boolean> {
  const notification = await loadNotification(tx, input);
  if (!notification) return false;
  const changed = await tx.run(
    `UPDATE notifications SET state = 'abandoned'
     WHERE organization_id = $1 AND id = $2 AND state NOT IN ('delivered', 'abandoned')`,
    [input.organizationId, input.notificationId],
  );
  if (changed === 0) return false;
  const step = notification.providerMessageId ? "notification_delivered" : "notification_sent";
  await recordNotificationStep(tx, { notification, step, state: "skipped", detail: input.reason });
  return true;
}
