import type { NumberRouting, RouteStep, RouteTarget } from "@callflex/contracts/routing";
import { openingAt, type Opening } from "./opening-at.ts";
import type { RouteFacts } from "./route-facts.ts";

/** What a rule wants to be done with a call. */
export type Wish = RouteTarget | NonNullable<NumberRouting["anonymousCallers"]>;

/** A rule's wish, and whose rule it is. */
export interface Choice {
  wish: Wish;
  caller: "blocked" | "anonymous" | "any";
}

interface Asked {
  step: RouteStep;
  choice: Choice | null;
}

const WISHES: Record<Wish["do"], string> = {
  assistant: "the number's assistant takes the call",
  other_assistant: "another assistant takes the call",
  forward: "the call is forwarded",
  take_message: "a message is taken",
  refuse: "the call is refused",
};

/** A wish in words. */
export function describeWish(wish: Wish): string {
  return wish.do === "forward" ? `${WISHES.forward} to ${wish.number}` : WISHES[wish.do];
}

function askBlocked({ caller, number }: RouteFacts): Asked {
  const wish = number.routing.blockedCallers;
  return {
    step: {
      question: "blocked_caller",
      asked: "Is the caller blocked?",
      found: caller.blocked ? "Yes." : "No.",
      decided: caller.blocked ? `Rule for blocked callers: ${describeWish(wish)}.` : null,
    },
    choice: caller.blocked ? { wish, caller: "blocked" } : null,
  };
}

function askVip({ caller, number }: RouteFacts): Asked {
  const wish = caller.vip ? number.routing.vipCallers : null;
  return {
    step: {
      question: "vip_caller",
      asked: "Is the caller a VIP?",
      found: !caller.vip ? "No." : wish ? "Yes." : "Yes, but the number has no rule for VIP callers.",
      decided: wish && `Rule for VIP callers: ${describeWish(wish)}.`,
    },
    choice: wish && { wish, caller: "any" },
  };
}

function askAnonymous({ caller, number }: RouteFacts): Asked {
  const wish = caller.number === null ? number.routing.anonymousCallers : null;
  return {
    step: {
      question: "anonymous_caller",
      asked: "Does the caller show a number?",
      found: caller.number ? "Yes." : wish ? "No." : "No, but the number has no rule for anonymous callers.",
      decided: wish && `Rule for anonymous callers: ${describeWish(wish)}.`,
    },
    choice: wish && { wish, caller: "anonymous" },
  };
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

function describeOpening({ open, local, holiday, hours }: Opening, timezone: string): string {
  const moment = `${capital(local.weekday)}, ${local.date}, ${local.time} in ${timezone}`;
  if (hours === null) return `Yes: no business hours are set, so ${moment} counts as open.`;
  const today = hours.map(({ opens, closes }) => `${opens} to ${closes}`).join(" and ");
  const day = holiday ? `a holiday (${holiday.name})` : `a ${capital(local.weekday)}`;
  return `${open ? "Yes" : "No"}: ${moment} is ${day}, ${today ? `open from ${today}` : "closed all day"}.`;
}

function askHours({ number, organization, now }: RouteFacts): { step: RouteStep; choice: Choice } {
  const { businessHours, holidays, timezone } = organization;
  const opening = openingAt(businessHours, holidays, timezone, now);
  const { routing } = number;
  const ownRule = opening.holiday ? routing.holidays : null;
  const [name, wish] = opening.open
    ? (["business hours", routing.businessHours] as const)
    : ownRule
      ? (["holidays", ownRule] as const)
      : (["after hours", routing.afterHours] as const);
  return {
    step: {
      question: "opening_hours",
      asked: "Is the business open?",
      found: describeOpening(opening, timezone),
      decided: `Rule for ${name}: ${describeWish(wish)}.`,
    },
    choice: { wish, caller: "any" },
  };
}

/** What the number's rules want to be done with a call: those about the caller come before those about the time. */
export function chooseTarget(facts: RouteFacts): { choice: Choice; steps: RouteStep[] } {
  const steps: RouteStep[] = [];
  for (const ask of [askBlocked, askVip, askAnonymous]) {
    const { step, choice } = ask(facts);
    steps.push(step);
    if (choice) return { choice, steps };
  }
  const { step, choice } = askHours(facts);
  return { choice, steps: [...steps, step] };
}
