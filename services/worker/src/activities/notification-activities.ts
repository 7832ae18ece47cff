import type { NotificationState } from "@callflex/contracts/enums";
import type { Pool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import { abandonNotification } from "@callflex/domain/notifications/abandon-notification";
import { beginAttempt } from "@callflex/domain/notifications/begin-attempt";
import { closeWithoutReceipt } from "@callflex/domain/notifications/close-without-receipt";
import { loadNotification } from "@callflex/domain/notifications/load-notification";
import { markFailed } from "@callflex/domain/notifications/mark-failed";
import { markSent } from "@callflex/domain/notifications/mark-sent";
import { recordDeliveryStatus } from "@callflex/domain/notifications/record-delivery-status";
import type { Logger } from "@callflex/platform/logger";
import type { MailSender } from "@callflex/providers/resend/mail";
import type { SmsSender } from "@callflex/providers/twilio/messages";
import { ApplicationFailure } from "@temporalio/activity";
import { currentWorkflowId, failing, heartbeating, toFailure } from "./failures.ts";
import { createHandOver, reasonOf, type HandOverOptions } from "./hand-over.ts";

interface NotificationRef {
  organizationId: string;
  notificationId: string;
}

/** What happens to a notification on its way. */
export interface NotificationActivities {
  /** Hands the message over to its provider, once. `round` counts what a person asked for again. */
  sendMessage: (
    notification: NotificationRef & { round: number },
  ) => Promise<{ state: "sent" | "delivered" | "abandoned" | "gone" }>;
  /** The state as far as the provider tells it now. */
  checkDelivery: (
    notification: NotificationRef,
  ) => Promise<{ state: "sent" | "delivered" | "failed" | "abandoned" | "gone" }>;
  closeWithoutReceipt: (notification: NotificationRef) => Promise<void>;
  /** Writes that tries have ended without a word of the provider. */
  recordGivenUp: (notification: NotificationRef) => Promise<void>;
  abandonNotification: (notification: NotificationRef) => Promise<void>;
}

type Settled = "sent" | "delivered" | "failed" | "abandoned";

function isSettled(state: NotificationState): state is Settled {
  return state === "sent" || state === "delivered" || state === "failed" || state === "abandoned";
}

/**
 * @param deps.onApplied called after a commit: dashboards have something to show
 */
export function createNotificationActivities(
  deps: { pool: Pool; sms: SmsSender; mail: MailSender; logger: Logger; onApplied: () => void } & HandOverOptions,
): NotificationActivities {
  const { pool, sms, mail, logger } = deps;
  const handOver = createHandOver(deps);

  async function applied<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await transaction(pool, work);
    deps.onApplied();
    return result;
  }

  return {
    sendMessage: ({ round, ...ref }) =>
      failing(logger, () =>
        heartbeating(async () => {
          const workflowId = currentWorkflowId();
          const notification = await transaction(pool, (tx) => loadNotification(tx, ref));
          if (!notification) return { state: "gone" };
          const { state } = notification;
          if (isSettled(state) && state !== "failed") return { state };
          try {
            // A try that began before this one may have reached the provider: its message is looked for first.
            const found = notification.attempts > 0 ? await handOver.find(notification, round) : null;
            if (!(await applied((tx) => beginAttempt(tx, { notification, workflowId })))) {
              throw ApplicationFailure.retryable("another try is on its way", "Overtaken");
            }
            const sent = found ?? (await handOver.send(notification, round));
            await applied((tx) =>
              markSent(tx, { notification, providerMessageId: sent.providerMessageId, workflowId }),
            );
            return { state: "sent" };
          } catch (error) {
            const reason = reasonOf(error, notification.channel);
            const willRetry = !toFailure(error, 1).nonRetryable;
            if (reason) await applied((tx) => markFailed(tx, { notification, reason, willRetry, workflowId }));
            throw error;
          }
        }),
      ),

    checkDelivery: (ref) =>
      failing(logger, async () => {
        const notification = await transaction(pool, (tx) => loadNotification(tx, ref));
        if (!notification) return { state: "gone" };
        const { channel, providerMessageId, state } = notification;
        if (state !== "sent" || !providerMessageId) return { state: isSettled(state) ? state : "sent" };
        const told: { status: string; errorCode?: string } | null =
          channel === "email" ? await mail.getStatus(providerMessageId) : await sms.getStatus(providerMessageId);
        if (!told) return { state: "sent" };
        const from = notification.fromNumber ? { from: notification.fromNumber } : {};
        const recorded = await applied((tx) =>
          recordDeliveryStatus(tx, { channel, providerMessageId, ...told, ...from }),
        );
        return { state: recorded?.givenUp ? "abandoned" : (recorded?.final ?? "sent") };
      }),

    closeWithoutReceipt: (ref) => failing(logger, () => applied((tx) => closeWithoutReceipt(tx, ref))),

    recordGivenUp: (ref) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        await applied(async (tx) => {
          const notification = await loadNotification(tx, ref);
          const reason = "The provider took no message for hours. It is not known whether the last one went out.";
          if (notification) await markFailed(tx, { notification, reason, willRetry: false, workflowId });
        });
      }),

    abandonNotification: (ref) =>
      failing(logger, async () => {
        await applied((tx) => abandonNotification(tx, { ...ref, reason: "Given up" }));
      }),
  };
}
