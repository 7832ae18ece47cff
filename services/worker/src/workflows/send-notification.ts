import { DELIVERY_STATUS_SIGNAL, type DeliveryStatus, type SendNotificationInput } from "@callflex/contracts/workflow";
import { condition, defineSignal, proxyActivities, setCurrentDetails, setHandler } from "@temporalio/workflow";
import type { NotificationActivities } from "../activities/notification-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const deliveryStatusSignal = defineSignal<[DeliveryStatus]>(DELIVERY_STATUS_SIGNAL);

const { sendMessage } = proxyActivities<NotificationActivities>({
  startToCloseTimeout: "45 seconds",
  heartbeatTimeout: "10 seconds",
  // Resend keeps an idempotency key for 24 hours; tries that go on by themselves must end well before.
  scheduleToCloseTimeout: "6 hours",
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "5 minutes" },
});

const { checkDelivery } = proxyActivities<NotificationActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumAttempts: 3 },
});

const { closeWithoutReceipt, abandonNotification, recordGivenUp } = proxyActivities<NotificationActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

/** When the provider is asked for the delivery if it doesn't tell by itself; about ten minutes in all. */
const DELIVERY_WAITS = [
  "3 seconds",
  "10 seconds",
  "30 seconds",
  "1 minute",
  "2 minutes",
  "3 minutes",
  "4 minutes",
] as const;

type Ending = "sent" | "delivered" | "abandoned" | "gone";
type Failed = { failed: string; final: boolean };

/**
 * Sends one notification and follows it to its delivery. What fails for good, refused or undelivered, is marked with its
 * reason and waits for a person; also where another channel has told the same, because the recipient is still wrong.
 *
 * A person's retry after a final word is a new round: it sends a message of its own. After a failure that left open what
 * happened, the retry belongs to the same round and never sends twice.
 */
export async function sendNotification(input: SendNotificationInput): Promise<{ state: Ending }> {
  const { organizationId, notificationId } = input;
  const notification = { organizationId, notificationId };
  const askForHelp = createAttention();
  let reported: DeliveryStatus | undefined;
  setHandler(deliveryStatusSignal, (status) => void (reported = status), { description: "The provider's last word" });

  async function handOver(round: number): Promise<Ending | Failed> {
    try {
      const { state } = await sendMessage.executeWithOptions({ summary: `Hand over, round ${round + 1}` }, [
        { ...notification, round },
      ]);
      return state;
    } catch (error) {
      const { final, reason } = readActivityFailure(error);
      if (!final) await recordGivenUp(notification);
      return { failed: reason, final };
    }
  }

  async function followDelivery(): Promise<Ending | Failed> {
    for (const wait of DELIVERY_WAITS) {
      await condition(() => reported !== undefined, wait);
      if (reported === "delivered") return "delivered";
      // A report of failure may be about the round before: the row tells.
      reported = undefined;
      const state = await currentState();
      if (state === "failed") return { failed: "The message was not delivered.", final: true };
      if (state !== "sent") return state;
    }
    await closeWithoutReceipt(notification);
    return "sent";
  }

  async function currentState() {
    try {
      const { state } = await checkDelivery.executeWithOptions({ summary: "Ask for the delivery" }, [notification]);
      return state;
    } catch (error) {
      readActivityFailure(error);
      return "sent";
    }
  }

  for (let round = 0; ;) {
    const handedOver = await handOver(round);
    if (handedOver === "sent") setCurrentDetails(`Notification \`${notificationId}\` is sent, round ${round + 1}.`);
    const outcome = handedOver === "sent" ? await followDelivery() : handedOver;
    if (typeof outcome === "string") {
      setCurrentDetails(`Notification \`${notificationId}\` ended: ${outcome}.`);
      return { state: outcome };
    }
    const decision = await askForHelp(`Notification \`${notificationId}\`: ${outcome.failed}`);
    setCurrentDetails(`Notification \`${notificationId}\`: a person decided to ${decision}.`);
    if (decision === "abandon") {
      await abandonNotification(notification);
      return { state: "abandoned" };
    }
    if (outcome.final) round += 1;
  }
}
