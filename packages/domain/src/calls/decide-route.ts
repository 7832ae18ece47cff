/** Why a call is not given to the assistant. */
export type Refusal =
  "no_assistant" | "trial_ended" | "minutes_used_up" | "subscription_ended" | "too_many_calls" | "caller_blocked";

/** Who takes a call: VAPI's id of the assistant, or why none does. */
export type RouteDecision = { vapiAssistantId: string } | { refusal: Refusal };

/** What is known when a call comes in. */
export interface RouteFacts {
  assistant: { vapiAssistantId: string | null; status: string } | null;
  callerBlocked: boolean;
  subscriptionStatus: string;
  trialEndsAt: Date;
  plan: { includedMinutes: number; overageAllowed: boolean; maxConcurrentCalls: number };
  /** Billed seconds of the running period. */
  usedSeconds: number;
  /** Calls that are in progress beside this one. */
  liveCalls: number;
  now: Date;
}

/** What the caller hears when the assistant doesn't take the call. */
export const refusalTexts: Record<Refusal, string> = {
  no_assistant: "Thank you for calling. We can't take your call right now.",
  trial_ended: "Thank you for calling. Our receptionist is not available at the moment.",
  minutes_used_up: "Thank you for calling. Our receptionist is not available at the moment.",
  subscription_ended: "Thank you for calling. Our receptionist is not available at the moment.",
  too_many_calls: "Thank you for calling. All lines are busy right now.",
  caller_blocked: "This number does not take your call.",
};

/**
 * Decides whether the assistant takes a call. Pure: the same facts give the same answer.
 *
 * @returns the assistant's id at VAPI, or why it doesn't take the call
 */
export function decideRoute(facts: RouteFacts): RouteDecision {
  const { assistant, plan } = facts;
  if (facts.callerBlocked) return { refusal: "caller_blocked" };
  if (facts.subscriptionStatus === "canceled" || facts.subscriptionStatus === "unpaid")
    return { refusal: "subscription_ended" };
  if (facts.subscriptionStatus === "trialing" && facts.trialEndsAt <= facts.now) return { refusal: "trial_ended" };
  if (!plan.overageAllowed && facts.usedSeconds >= plan.includedMinutes * 60) return { refusal: "minutes_used_up" };
  if (facts.liveCalls >= plan.maxConcurrentCalls) return { refusal: "too_many_calls" };
  if (!assistant?.vapiAssistantId || assistant.status !== "active") return { refusal: "no_assistant" };
  return { vapiAssistantId: assistant.vapiAssistantId };
}
