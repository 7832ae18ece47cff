import { describe, expect, it } from "vitest";
import { decideRoute, refusalTexts, type Refusal, type RouteFacts } from "./decide-route.ts";

const now = new Date("2026-09-02T09:40:00Z");
const open: RouteFacts = {
  assistant: { vapiAssistantId: "vapi-1", status: "active" },
  callerBlocked: false,
  subscriptionStatus: "active",
  trialEndsAt: new Date("2026-01-01T00:00:00Z"),
  plan: { includedMinutes: 100, overageAllowed: false, maxConcurrentCalls: 2 },
  usedSeconds: 0,
  liveCalls: 0,
  now,
};
const plan = (values: Partial<RouteFacts["plan"]>) => ({ plan: { ...open.plan, ...values } });

describe("decideRoute", () => {
  it.each<[string, Partial<RouteFacts>]>([
    ["of a paying customer", {}],
    ["while a payment is overdue", { subscriptionStatus: "past_due" }],
    ["in a trial that runs", { subscriptionStatus: "trialing", trialEndsAt: new Date(now.getTime() + 1) }],
    ["with a second of minutes left", { usedSeconds: 100 * 60 - 1 }],
    ["beyond the minutes where that is allowed", { usedSeconds: 1_000_000, ...plan({ overageAllowed: true }) }],
    ["on the last line", { liveCalls: 1 }],
  ])("the assistant takes a call %s", (_what, facts) => {
    expect(decideRoute({ ...open, ...facts })).toEqual({ vapiAssistantId: "vapi-1" });
  });

  it.each<[Refusal, string, Partial<RouteFacts>]>([
    ["caller_blocked", "before all else", { callerBlocked: true, subscriptionStatus: "canceled" }],
    ["subscription_ended", "after the end of the contract", { subscriptionStatus: "canceled" }],
    ["subscription_ended", "while it is unpaid", { subscriptionStatus: "unpaid" }],
    ["trial_ended", "from the moment on when the trial ends", { subscriptionStatus: "trialing", trialEndsAt: now }],
    ["minutes_used_up", "with the last second used", { usedSeconds: 100 * 60 }],
    ["minutes_used_up", "without included minutes", plan({ includedMinutes: 0 })],
    ["too_many_calls", "when all lines are taken", { liveCalls: 2 }],
    ["no_assistant", "without an assistant", { assistant: null }],
    ["no_assistant", "when the assistant is paused", { assistant: { vapiAssistantId: "vapi-1", status: "paused" } }],
    [
      "no_assistant",
      "when VAPI doesn't know the assistant yet",
      { assistant: { vapiAssistantId: null, status: "active" } },
    ],
  ])("%s %s", (refusal, _what, facts) => {
    expect(decideRoute({ ...open, ...facts })).toEqual({ refusal });
    expect(refusalTexts[refusal]).toMatch(/\.$/);
  });
});
