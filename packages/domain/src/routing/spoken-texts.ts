import type { RouteRefusal } from "@callflex/contracts/routing";

/** What the caller hears when the assistant doesn't take the call. */
export const refusalTexts: Record<RouteRefusal, string> = {
  no_assistant: "Thank you for calling. We can't take your call right now.",
  trial_ended: "Thank you for calling. Our receptionist is not available at the moment.",
  minutes_used_up: "Thank you for calling. Our receptionist is not available at the moment.",
  subscription_ended: "Thank you for calling. Our receptionist is not available at the moment.",
  too_many_calls: "Thank you for calling. All lines are busy right now.",
  caller_blocked: "This number does not take your call.",
  caller_anonymous: "This number takes no calls without a caller's number. Please show your number and call again.",
};

/** What the caller hears before a rule forwards the call. */
export const FORWARD_TEXT = "Thank you for calling. One moment, I'm connecting you.";

/** First words of the assistant that only takes a message. */
export function messageGreeting(businessName: string): string {
  return `Thank you for calling ${businessName}. Nobody can take your call right now, but I can take a message. May I have your name?`;
}
