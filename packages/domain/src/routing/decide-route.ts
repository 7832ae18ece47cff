import type { RouteAnswer, RouteRefusal, RouteStep, RouteTarget } from "@callflex/contracts/routing";
import { whyUncallable } from "../contacts/why-uncallable.ts";
import { checkContract, checkLines, mayLeaveMessage } from "./check-limits.ts";
import { chooseTarget, type Choice } from "./choose-target.ts";
import type { RouteAssistant, RouteDecision, RouteFacts } from "./route-facts.ts";
import { spokenTexts, type SpokenTexts } from "./spoken-texts.ts";

type Forward = Extract<RouteTarget, { do: "forward" }>;
type TakeMessage = Extract<RouteTarget, { do: "take_message" }>;
type Refuse = Extract<Choice["wish"], { do: "refuse" }>;
type ToAssistant = Extract<RouteTarget, { do: "assistant" | "other_assistant" }>;

function textsOf(facts: RouteFacts): SpokenTexts {
  return spokenTexts[facts.number.language];
}

/** Why a number can't take a call over: it would ring where the call comes from, or isn't rung by us; null if it can. */
function unreachable(facts: RouteFacts, number: string): string | null {
  if (number === facts.number.e164) return "it is the number that was dialled";
  if (number === facts.caller.number) return "it is the caller's own";
  const why = whyUncallable(number);
  return why && `it is ${why}`;
}

function messageAnswer(facts: RouteFacts, rule: TakeMessage, refusal: RouteRefusal | null): RouteAnswer {
  const greeting = rule.greeting ?? textsOf(facts).messageGreeting(facts.organization.name);
  return { kind: "take_message", greeting, refusal };
}

/** The contract is asked before the lines; what refuses first counts. */
function askLimits(facts: RouteFacts, steps: RouteStep[]): RouteRefusal | null {
  for (const check of [checkContract, checkLines]) {
    const { step, refusal } = check(facts);
    steps.push(step);
    if (refusal) return refusal;
  }
  return null;
}

/** What happens to a call that should be taken and can't: the rule for it, else the human fallback, else words. */
function overflow(facts: RouteFacts, refusal: RouteRefusal, steps: RouteStep[]): RouteAnswer {
  const { routing, fallbackNumber } = facts.number;
  const rule = routing.overflow;
  const said = textsOf(facts).refusals[refusal];
  const asked = "Who takes the call instead?";
  const step = (found: string, decided: string) => steps.push({ question: "overflow", asked, found, decided });

  if (rule?.do === "take_message" && mayLeaveMessage(facts, refusal)) {
    step("The rule for overflow says: a message is taken.", "A message is taken.");
    return messageAnswer(facts, rule, refusal);
  }
  const candidates = [
    ...(rule?.do === "forward" ? [{ number: rule.number, spoken: rule.message ?? said, whose: "The rule" }] : []),
    ...(fallbackNumber ? [{ number: fallbackNumber, spoken: said, whose: "The number's fallback" }] : []),
  ];
  const usable = candidates.find(({ number }) => unreachable(facts, number) === null);
  const noMessage = rule?.do === "take_message" ? "A message can't be taken either. " : "";
  if (usable) {
    step(`${noMessage}${usable.whose} names ${usable.number}.`, `The call is forwarded to ${usable.number}.`);
    return { kind: "forward", number: usable.number, spoken: usable.spoken, refusal };
  }
  step(`${noMessage}No other number is set that could be called.`, `The caller hears: “${said}”`);
  return { kind: "say", spoken: said, refusal };
}

function refuse(facts: RouteFacts, rule: Refuse | null, refusal: RouteRefusal, steps: RouteStep[]): RouteAnswer {
  const spoken = rule?.message ?? textsOf(facts).refusals[refusal];
  const last = steps.at(-1);
  if (last)
    steps[steps.length - 1] = { ...last, decided: `${last.decided ?? ""} The caller hears: “${spoken}”`.trim() };
  return { kind: "say", spoken, refusal };
}

function toForward(facts: RouteFacts, rule: Forward, steps: RouteStep[]): RouteAnswer {
  const problem = unreachable(facts, rule.number);
  steps.push({
    question: "forwarding",
    asked: `Can the call be forwarded to ${rule.number}?`,
    found: problem ? `No: ${problem}.` : "Yes.",
    decided: problem ? "The number's assistant takes the call instead." : `The call is forwarded to ${rule.number}.`,
  });
  if (problem) return toAssistant(facts, { do: "assistant" }, steps);
  return { kind: "forward", number: rule.number, spoken: rule.message ?? textsOf(facts).forward, refusal: null };
}

function toMessage(facts: RouteFacts, rule: TakeMessage, steps: RouteStep[]): RouteAnswer {
  const refusal = askLimits(facts, steps);
  return refusal ? overflow(facts, refusal, steps) : messageAnswer(facts, rule, null);
}

/** A blocked caller leaves a message or hears that the call isn't taken, and reaches nobody. */
function toBlockedMessage(facts: RouteFacts, rule: TakeMessage, steps: RouteStep[]): RouteAnswer {
  const limit = askLimits(facts, steps);
  return limit || !mayLeaveMessage(facts, "caller_blocked")
    ? refuse(facts, null, "caller_blocked", steps)
    : messageAnswer(facts, rule, "caller_blocked");
}

function isReady(assistant: RouteAssistant | null): assistant is RouteAssistant & { vapiAssistantId: string } {
  return assistant !== null && assistant.status === "active" && assistant.vapiAssistantId !== null;
}

function whyNotReady(assistant: RouteAssistant | null): string {
  if (!assistant) return "there is none";
  return assistant.status === "active"
    ? `${assistant.name} is not set up yet`
    : `${assistant.name} is ${assistant.status}`;
}

function toAssistant(facts: RouteFacts, rule: ToAssistant, steps: RouteStep[]): RouteAnswer {
  const refusal = askLimits(facts, steps);
  if (refusal) return overflow(facts, refusal, steps);
  const { own, others } = facts.assistants;
  const wanted = rule.do === "other_assistant" ? (others[rule.assistantId] ?? null) : own;
  // An assistant that a rule names may be paused or deleted since; the number's own is better than none.
  const ready = [wanted, own].find(isReady);
  const problem = isReady(wanted) ? null : whyNotReady(wanted);
  steps.push({
    question: "assistant",
    asked: rule.do === "other_assistant" ? "Is the other assistant ready?" : "Is the number's assistant ready?",
    found: problem ? `No: ${problem}.` : `Yes: ${wanted!.name} is active.`,
    decided: ready ? `${ready.name} takes the call.` : null,
  });
  return ready
    ? { kind: "assistant", assistantId: ready.id, vapiAssistantId: ready.vapiAssistantId, refusal: null }
    : overflow(facts, "no_assistant", steps);
}

function carryOut(facts: RouteFacts, { wish, caller }: Choice, steps: RouteStep[]): RouteAnswer {
  switch (wish.do) {
    case "refuse":
      return refuse(facts, wish, caller === "blocked" ? "caller_blocked" : "caller_anonymous", steps);
    case "forward":
      return toForward(facts, wish, steps);
    case "take_message":
      return caller === "blocked" ? toBlockedMessage(facts, wish, steps) : toMessage(facts, wish, steps);
    case "assistant":
    case "other_assistant":
      return toAssistant(facts, wish, steps);
  }
}

/**
 * Decides who takes a call: the rules about the caller, those about the time, then the limits of plan and lines. Pure: the
 * same facts give the same answer, for a call that comes in and for one that is only asked about. Nobody ends in silence:
 * who isn't taken by an assistant is forwarded, leaves a message, or hears why.
 *
 * @returns the answer, and each question that led to it with what was found
 */
export function decideRoute(facts: RouteFacts): RouteDecision {
  const { choice, steps } = chooseTarget(facts);
  return { answer: carryOut(facts, choice, steps), steps };
}
