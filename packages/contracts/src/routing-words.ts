import type { NumberRouting, RouteTarget } from "./routing.ts";

/** Who is meant by the rules, in words. */
export interface RoutingNames {
  /** The number's assistant; null for none. */
  own: string | null;
  /** Name of another assistant by its id. */
  assistant: (id: string) => string;
  /** A number as people write it. */
  phone: (e164: string) => string;
  /** A person's telephone that rings where no rule says otherwise. */
  fallback: string | null;
}

type Rule = RouteTarget | { do: "refuse"; message?: string };

/** What a rule does with a call, as the end of a sentence. */
function doing(rule: Rule, names: RoutingNames): string {
  switch (rule.do) {
    case "assistant":
      return names.own ? `${names.own} answers` : "nobody answers, because the number has no assistant";
    case "other_assistant":
      return `${names.assistant(rule.assistantId)} answers`;
    case "forward":
      return `${names.phone(rule.number)} rings`;
    case "take_message":
      return "a message is taken";
    case "refuse":
      return "the call is not taken";
  }
}

function same(one: Rule, other: Rule): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the rules of a number do, a sentence each, the most usual first. */
export function routingWords(routing: NumberRouting, names: RoutingNames): string[] {
  const { businessHours, afterHours, holidays, vipCallers, anonymousCallers, blockedCallers, overflow } = routing;
  const say = (rule: Rule) => doing(rule, names);
  return [
    ...(same(businessHours, afterHours)
      ? [`Day and night ${say(businessHours)}.`]
      : [`Within business hours ${say(businessHours)}.`, `After hours ${say(afterHours)}.`]),
    ...(holidays && !same(holidays, afterHours) ? [`On holidays ${say(holidays)}.`] : []),
    ...(vipCallers ? [`For VIP callers ${say(vipCallers)} at any time.`] : []),
    ...(anonymousCallers ? [`For callers without a number ${say(anonymousCallers)}.`] : []),
    `For blocked callers ${say(blockedCallers)}.`,
    overflow
      ? `When the assistant can’t take a call, ${say(overflow)}.`
      : names.fallback
        ? `When the assistant can’t take a call, ${names.phone(names.fallback)} rings.`
        : "When the assistant can’t take a call, the caller hears why.",
  ];
}
