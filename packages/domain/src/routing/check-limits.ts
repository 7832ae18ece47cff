import type { RouteRefusal, RouteStep } from "@callflex/contracts/routing";
import type { RouteFacts } from "./route-facts.ts";

/** What a limit says about a call: the step in words, and why it can't be taken. */
export interface LimitCheck {
  step: RouteStep;
  refusal: RouteRefusal | null;
}

/** What the check of the contract rests on. */
export type ContractFacts = Pick<RouteFacts, "now" | "usedSeconds"> & {
  organization: Pick<RouteFacts["organization"], "subscriptionStatus" | "trialEndsAt">;
  plan: RouteFacts["plan"];
};

function contractFinding(facts: ContractFacts): { found: string; refusal: RouteRefusal | null } {
  const { organization, plan, usedSeconds, now } = facts;
  const minutes = `${Math.ceil(usedSeconds / 60)} of ${plan.includedMinutes} included minutes are used`;
  if (organization.subscriptionStatus === "canceled" || organization.subscriptionStatus === "unpaid")
    return { found: "No: the subscription has ended.", refusal: "subscription_ended" };
  if (organization.subscriptionStatus === "trialing" && organization.trialEndsAt <= now)
    return {
      found: `No: the trial ended on ${organization.trialEndsAt.toISOString().slice(0, 10)}.`,
      refusal: "trial_ended",
    };
  if (!plan.overageAllowed && usedSeconds >= plan.includedMinutes * 60)
    return { found: `No: ${minutes}, and the plan allows no more.`, refusal: "minutes_used_up" };
  return { found: `Yes: ${minutes}${plan.overageAllowed ? ", and more are allowed" : ""}.`, refusal: null };
}

/** Whether subscription, trial and minutes allow that an assistant takes the call. */
export function checkContract(facts: ContractFacts): LimitCheck {
  const { found, refusal } = contractFinding(facts);
  const step = { question: "contract" as const, asked: "Does the plan cover the call?", found, decided: null };
  return { step, refusal };
}

/** Whether all lines of the account at VAPI are taken. */
export function isProviderFull({ providerLines }: Pick<RouteFacts, "providerLines">): boolean {
  return providerLines !== null && providerLines.live >= providerLines.limit;
}

/** Whether the plan, and the account at VAPI, have a line left for an assistant. */
export function checkLines(facts: Pick<RouteFacts, "liveCalls" | "plan" | "providerLines">): LimitCheck {
  const { liveCalls, plan } = facts;
  const inUse = `${liveCalls} of ${plan.maxConcurrentCalls} lines of the plan are in use`;
  const found =
    liveCalls >= plan.maxConcurrentCalls
      ? `No: ${inUse}.`
      : isProviderFull(facts)
        ? "No: all lines of the telephone provider are in use."
        : `Yes: ${inUse}.`;
  const refusal = found.startsWith("No") ? ("too_many_calls" as const) : null;
  return { step: { question: "lines", asked: "Is a line free?", found, decided: null }, refusal };
}

/**
 * Whether a caller may leave a message although a limit keeps the assistant from the call. Messages have as many lines
 * again as the plan has, so that an organization can't take all lines of the shared account; without a subscription
 * nobody pays for the minutes of a message.
 */
export function mayLeaveMessage(facts: RouteFacts, refusal: RouteRefusal): boolean {
  if (refusal === "subscription_ended" || isProviderFull(facts)) return false;
  return facts.liveMessages < facts.plan.maxConcurrentCalls;
}
