import type { Tx } from "@callflex/db/transaction";
import { loadNotification } from "./load-notification.ts";
import { recordNotificationStep } from "./steps.ts";

/** Ends the wait for a delivery receipt that never came: `sent` is then the last that is known. */
export async function closeWithoutReceipt(
  tx: Tx,
  input: { organizationId: string; notificationId: string },
): Promise<void> {
  const notification = await loadNotification(tx, input);
  if (notification?.state !== "sent") return;
  await recordNotificationStep(tx, {
    notification,
    step: "notification_delivered",
    state: "skipped",
    detail: "Sent. The recipient's provider gave no receipt of its delivery.",
  });
}
