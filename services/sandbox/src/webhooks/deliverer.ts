import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults/faults.ts";
import { newUuid } from "../ids.ts";
import type { Delivery } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { post } from "./post.ts";
import { isSuccess, type Webhook, type WebhookOutcome } from "./webhook.ts";

/** Sends webhooks, subject to the faults that are switched on, and keeps a list of them. */
export interface Deliverer {
  /**
   * Sends a webhook with its retries. When nobody needs the answer, faults that delay it don't hold the caller.
   *
   * @returns how it ended; `{ status: null }` for one that a fault dropped or holds back. Never throws.
   */
  send(webhook: Webhook): Promise<WebhookOutcome>;
  /** Body of a recent delivery as it was sent, with its answer. */
  exchange(deliveryId: string): { request: string; answer: string } | undefined;
  /** Ends waits and requests. */
  close(): void;
}

/** Bodies kept for the page. */
const EXCHANGES_KEPT = 400;

/**
 * Makes the deliverer.
 *
 * @param now real time in ms, for signatures
 */
export function createDeliverer(store: Store, faults: Faults, now: () => number): Deliverer {
  const stopping = new AbortController();
  // Every request on its way listens to it.
  setMaxListeners(0, stopping.signal);
  const exchanges = new Map<string, { request: string; answer: string }>();

  const remember = (id: string, request: string, answer: string) => {
    exchanges.set(id, { request, answer });
    for (const oldest of exchanges.keys()) {
      if (exchanges.size <= EXCHANGES_KEPT) break;
      exchanges.delete(oldest);
    }
  };

  const wait = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal, ref: false }).then(
      () => true,
      () => false,
    );

  const attempt = async (webhook: Webhook, delivery: Delivery): Promise<WebhookOutcome> => {
    for (let retry = 0; ; retry++) {
      const began = performance.now();
      const outcome = await post(webhook.url, webhook.body, webhook.headers(now()), webhook.timeoutMs, stopping.signal);
      const done = isSuccess(outcome.status);
      const delay = webhook.retries.delaysMs[retry];
      const again = !done && delay !== undefined && webhook.retries.retryable(outcome.status);
      delivery.attempts = retry + 1;
      delivery.status = outcome.status;
      delivery.error = outcome.error;
      delivery.ms = Math.round(performance.now() - began);
      delivery.state = done ? "delivered" : again ? "sending" : "failed";
      store.deliveries.put(delivery);
      remember(delivery.id, webhook.body, outcome.body);
      if (!again || !(await wait(delay))) return outcome;
    }
  };

  const begin = (webhook: Webhook, state: Delivery["state"]): Delivery => {
    const delivery: Delivery = {
      id: newUuid(),
      provider: webhook.provider,
      type: webhook.type,
      url: webhook.url,
      callId: webhook.callId ?? null,
      attempts: 0,
      status: null,
      error: state === "dropped" ? "dropped by a fault" : null,
      state,
      ms: null,
      createdAt: now(),
    };
    store.deliveries.put(delivery);
    return delivery;
  };

  const sendNow = async (webhook: Webhook, copies: number): Promise<WebhookOutcome> => {
    const outcome = await attempt(webhook, begin(webhook, "sending"));
    for (let copy = 0; copy < copies; copy++) await attempt(webhook, begin(webhook, "sending"));
    return outcome;
  };

  return {
    send: async (webhook) => {
      const plan = faults.forWebhook(webhook.provider, webhook.type);
      if (plan.drop) {
        begin(webhook, "dropped");
        return { status: null, body: "", error: "dropped by a fault" };
      }
      if (plan.delayMs > 0 && !webhook.answerNeeded) {
        void wait(plan.delayMs).then(async (stillRunning) => {
          if (stillRunning) await sendNow(webhook, plan.duplicates);
        });
        return { status: null, body: "", error: "held back by a fault" };
      }
      if (plan.delayMs > 0) await wait(plan.delayMs);
      return sendNow(webhook, plan.duplicates);
    },
    exchange: (deliveryId) => exchanges.get(deliveryId),
    close: () => stopping.abort(),
  };
}
