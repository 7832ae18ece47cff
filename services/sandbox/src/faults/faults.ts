import type { Random } from "../random.ts";
import type { WebhookProvider } from "../webhooks/webhook.ts";
import { noFaults, type FaultPlan } from "./fault-plan.ts";

/** What a fault does to one API request. */
export interface RequestEffect {
  latencyMs: number;
  failure: { status: number | "disconnect"; effect: "before" | "after" } | null;
}

/** What faults do to one webhook. */
export interface WebhookEffect {
  delayMs: number;
  drop: boolean;
  duplicates: number;
}

/** The switches for faults. */
export interface Faults {
  /** The plan with what is left of its counters. */
  plan(): FaultPlan;
  replace(plan: FaultPlan): void;
  /** Decides about one API request; counts it. */
  forRequest(provider: WebhookProvider, method: string, path: string): RequestEffect;
  /** Decides about one webhook; counts it. */
  forWebhook(provider: WebhookProvider, type: string): WebhookEffect;
}

/**
 * Makes the switches.
 *
 * @param random decides where a fault has a share
 * @param changed called when the plan or a counter changes
 */
export function createFaults(random: Random, changed: () => void): Faults {
  let plan: FaultPlan = structuredClone(noFaults);

  /** Uses up one of a counter, or draws from a share. */
  const strikes = (owner: Record<string, unknown>, counter: string, rate: unknown): boolean => {
    const left = owner[counter];
    if (typeof left === "number" && left > 0) {
      owner[counter] = left - 1;
      changed();
      return true;
    }
    return typeof rate === "number" && rate > 0 && random.next() < rate;
  };

  return {
    plan: () => plan,
    replace: (next) => {
      plan = structuredClone(next);
      changed();
    },
    forRequest: (provider, method, path) => {
      const effect: RequestEffect = { latencyMs: 0, failure: null };
      if (plan.outages.includes(provider)) return { latencyMs: 0, failure: { status: 503, effect: "before" } };
      for (const fault of plan.requests) {
        if (fault.provider !== provider) continue;
        if (fault.method && fault.method !== method) continue;
        if (fault.path && !path.includes(fault.path)) continue;
        effect.latencyMs = Math.max(effect.latencyMs, fault.latencyMs ?? 0);
        if (!effect.failure && strikes(fault, "failNext", fault.failRate)) {
          effect.failure = { status: fault.status, effect: fault.effect };
        }
      }
      return effect;
    },
    forWebhook: (provider, type) => {
      const effect: WebhookEffect = { delayMs: 0, drop: false, duplicates: 0 };
      for (const fault of plan.webhooks) {
        if (fault.provider !== provider || (fault.type && fault.type !== type)) continue;
        const jitter = fault.reorderMs ? random.between(0, fault.reorderMs) : 0;
        effect.delayMs = Math.max(effect.delayMs, (fault.delayMs ?? 0) + jitter);
        effect.drop ||= strikes(fault, "dropNext", fault.dropRate);
        const twice = fault.duplicateRate && random.next() < fault.duplicateRate ? 1 : 0;
        effect.duplicates = Math.max(effect.duplicates, fault.duplicates ?? 0, twice);
      }
      return effect;
    },
  };
}
