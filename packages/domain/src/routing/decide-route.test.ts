import { businessHours, holidays } from "@callflex/contracts/organization-settings";
import {
  numberRouting,
  routeAnswer,
  routeStep,
  type RouteAnswer,
  type RouteQuestion,
  type RouteRefusal,
} from "@callflex/contracts/routing";
import type { AssistantLanguage } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { decideRoute } from "./decide-route.ts";
import type { RouteAssistant, RouteFacts } from "./route-facts.ts";
import { spokenTexts } from "./spoken-texts.ts";

const DIALLED = "+12125550100";
const CALLER = "+12125550133";
const FALLBACK = "+12125550199";
const OWNER = "+12125550166";
const PREMIUM = "+19005550123";
const OTHER_ID = "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f";

const own: RouteAssistant = {
  id: "01938c5e-0001-7f2a-9c3e-1a2b3c4d5e6f",
  name: "Front desk",
  vapiAssistantId: "vapi-own",
  status: "active",
};
const night: RouteAssistant = { id: OTHER_ID, name: "Night desk", vapiAssistantId: "vapi-night", status: "active" };

const OPEN = "2026-09-07T14:00:00Z";
const CLOSED = "2026-09-07T22:00:00Z";
const CHRISTMAS = "2026-12-26T00:10:00Z";

/** What a case changes about a call that the assistant takes. */
interface Given {
  at?: string;
  rules?: z.input<typeof numberRouting>;
  caller?: Partial<RouteFacts["caller"]>;
  own?: RouteAssistant | null;
  others?: RouteFacts["assistants"]["others"];
  fallbackNumber?: string | null;
  language?: AssistantLanguage;
  organization?: Partial<RouteFacts["organization"]>;
  plan?: Partial<RouteFacts["plan"]>;
  figures?: Partial<Pick<RouteFacts, "usedSeconds" | "liveCalls" | "liveMessages" | "providerLines">>;
}

const weekday = [{ opens: "09:00", closes: "17:00" }];

function facts(given: Given = {}): RouteFacts {
  return {
    now: new Date(given.at ?? OPEN),
    number: {
      e164: DIALLED,
      fallbackNumber: given.fallbackNumber === undefined ? FALLBACK : given.fallbackNumber,
      routing: numberRouting.parse(given.rules ?? {}),
      language: given.language ?? "en",
    },
    caller: { number: CALLER, blocked: false, vip: false, ...given.caller },
    assistants: { own: given.own === undefined ? own : given.own, others: given.others ?? { [OTHER_ID]: night } },
    organization: {
      name: "Acme Moving",
      timezone: "America/New_York",
      businessHours: businessHours.parse({
        monday: weekday,
        tuesday: weekday,
        wednesday: weekday,
        thursday: weekday,
        friday: weekday,
      }),
      holidays: holidays.parse([
        { date: "2026-12-25", name: "Christmas Day" },
        { date: "2026-12-31", name: "New Year's Eve", hours: [{ opens: "20:00", closes: "24:00" }] },
        { date: "2027-01-01", name: "New Year's Day", hours: [{ opens: "00:00", closes: "03:00" }] },
      ]),
      subscriptionStatus: "active",
      trialEndsAt: new Date("2026-01-01T00:00:00Z"),
      ...given.organization,
    },
    plan: { includedMinutes: 100, overageAllowed: false, maxConcurrentCalls: 2, ...given.plan },
    usedSeconds: 0,
    liveCalls: 0,
    liveMessages: 0,
    providerLines: null,
    ...given.figures,
  };
}

const english = spokenTexts.en;
const byOwn: RouteAnswer = { kind: "assistant", assistantId: own.id, vapiAssistantId: "vapi-own", refusal: null };
const byNight: RouteAnswer = { kind: "assistant", assistantId: OTHER_ID, vapiAssistantId: "vapi-night", refusal: null };
const forwarded = (number: string, spoken = english.forward): RouteAnswer => ({
  kind: "forward",
  number,
  spoken,
  refusal: null,
});
const message = (
  refusal: RouteRefusal | null = null,
  greeting = english.messageGreeting("Acme Moving"),
): RouteAnswer => ({
  kind: "take_message",
  greeting,
  refusal,
});
const refused = (refusal: RouteRefusal, number: string | null = FALLBACK): RouteAnswer =>
  number
    ? { kind: "forward", number, spoken: english.refusals[refusal], refusal }
    : { kind: "say", spoken: english.refusals[refusal], refusal };

const toOwner = { do: "forward", number: OWNER } as const;
const toNight = { do: "other_assistant", assistantId: OTHER_ID } as const;
const takeMessage = { do: "take_message" } as const;
const vip = { caller: { vip: true } };
const anonymous = { caller: { number: null } };
const blocked = { caller: { blocked: true } };
const allBusy = { figures: { liveCalls: 2 } };

describe("decideRoute without rules", () => {
  it.each<[string, Given]>([
    ["of a paying customer", {}],
    ["after hours", { at: CLOSED }],
    ["on a holiday", { at: CHRISTMAS }],
    ["without a number", anonymous],
    ["of a VIP", vip],
    ["while a payment is overdue", { organization: { subscriptionStatus: "past_due" } }],
    [
      "in a trial that runs",
      { organization: { subscriptionStatus: "trialing", trialEndsAt: new Date(Date.parse(OPEN) + 1) } },
    ],
    ["with a second of minutes left", { figures: { usedSeconds: 100 * 60 - 1 } }],
    [
      "beyond the minutes where that is allowed",
      { figures: { usedSeconds: 1_000_000 }, plan: { overageAllowed: true } },
    ],
    ["on the last line", { figures: { liveCalls: 1 } }],
    ["on the provider's last line", { figures: { providerLines: { limit: 10, live: 9 } } }],
  ])("the assistant takes a call %s", (_what, given) => {
    expect(decideRoute(facts(given)).answer).toEqual(byOwn);
  });

  const limits: [RouteRefusal, string, Given][] = [
    ["subscription_ended", "after the end of the contract", { organization: { subscriptionStatus: "canceled" } }],
    ["subscription_ended", "while it is unpaid", { organization: { subscriptionStatus: "unpaid" } }],
    [
      "trial_ended",
      "from the moment on when the trial ends",
      { organization: { subscriptionStatus: "trialing", trialEndsAt: new Date(OPEN) } },
    ],
    ["minutes_used_up", "with the last second used", { figures: { usedSeconds: 100 * 60 } }],
    ["minutes_used_up", "without included minutes", { plan: { includedMinutes: 0 } }],
    ["too_many_calls", "when all lines are taken", allBusy],
    ["too_many_calls", "when all lines of the provider are", { figures: { providerLines: { limit: 10, live: 10 } } }],
    ["no_assistant", "without an assistant", { own: null }],
    ["no_assistant", "when the assistant is paused", { own: { ...own, status: "paused" } }],
    ["no_assistant", "when VAPI doesn't know the assistant yet", { own: { ...own, vapiAssistantId: null } }],
  ];

  it.each(limits)("%s %s: the fallback gets the call, or the caller hears why", (refusal, _what, given) => {
    expect(decideRoute(facts(given)).answer).toEqual(refused(refusal));
    expect(decideRoute(facts({ ...given, fallbackNumber: null })).answer).toEqual(refused(refusal, null));
  });

  it("a blocked caller hears so before all else, and is not put through", () => {
    const given = { ...blocked, organization: { subscriptionStatus: "canceled" } };
    expect(decideRoute(facts(given)).answer).toEqual(refused("caller_blocked", null));
  });

  it("a fallback that would ring where the call comes from is no fallback", () => {
    for (const fallbackNumber of [DIALLED, CALLER])
      expect(decideRoute(facts({ ...allBusy, fallbackNumber })).answer).toEqual(refused("too_many_calls", null));
  });
});

describe("decideRoute by rules", () => {
  const rules = { businessHours: toOwner, afterHours: takeMessage, holidays: toNight } as const;

  it.each<[string, Given, RouteAnswer]>([
    ["within business hours", {}, forwarded(OWNER)],
    ["after hours", { at: CLOSED }, message()],
    ["at the weekend", { at: "2026-09-06T15:00:00Z" }, message()],
    ["on a holiday", { at: CHRISTMAS }, byNight],
    ["on a holiday, until midnight of the place", { at: "2026-12-26T04:59:59Z" }, byNight],
    ["the Saturday after the holiday", { at: "2026-12-26T05:00:00Z" }, message()],
    ["on a holiday before its hours", { at: "2027-01-01T00:59:00Z" }, byNight],
    ["on a holiday within its hours", { at: "2027-01-01T04:59:00Z" }, forwarded(OWNER)],
    ["when that holiday runs over midnight into the next", { at: "2027-01-01T05:00:00Z" }, forwarded(OWNER)],
    ["after the hours of the second holiday", { at: "2027-01-01T08:00:00Z" }, byNight],
    ["on a holiday without a rule for holidays", { at: CHRISTMAS, rules: { ...rules, holidays: null } }, message()],
    ["at 9 in winter time", { at: "2026-03-06T14:00:00Z" }, forwarded(OWNER)],
    ["at 8 in winter time", { at: "2026-03-06T13:00:00Z" }, message()],
    ["at 9 in summer time, the same moment of another day", { at: "2026-03-09T13:00:00Z" }, forwarded(OWNER)],
    ["at 9 in winter time again", { at: "2026-11-02T14:00:00Z" }, forwarded(OWNER)],
    ["at 8 in winter time again", { at: "2026-11-02T13:59:59Z" }, message()],
    ["in another time zone", { organization: { timezone: "Asia/Tokyo" } }, message()],
    [
      "where no hours were ever set",
      { at: CLOSED, organization: { businessHours: businessHours.parse({}) } },
      forwarded(OWNER),
    ],
  ])("%s", (_what, given, answer) => {
    expect(decideRoute(facts({ rules, ...given })).answer).toEqual(answer);
  });

  it.each<[string, Given, RouteAnswer]>([
    ["a VIP, at any time", { ...vip, at: CLOSED, rules: { ...rules, vipCallers: toOwner } }, forwarded(OWNER)],
    ["a VIP where none have a rule", { ...vip, at: CLOSED, rules }, message()],
    ["a VIP, also with all lines taken", { ...vip, ...allBusy, rules: { vipCallers: toOwner } }, forwarded(OWNER)],
    [
      "a VIP who is blocked",
      { caller: { vip: true, blocked: true }, rules: { vipCallers: toOwner } },
      refused("caller_blocked", null),
    ],
    [
      "a VIP who is to be taken by the assistant, beyond the limit",
      { ...vip, ...allBusy, rules: { vipCallers: { do: "assistant" } } },
      refused("too_many_calls"),
    ],
    ["an anonymous caller", { ...anonymous, rules: { anonymousCallers: takeMessage } }, message()],
    [
      "an anonymous caller who is refused",
      { ...anonymous, rules: { anonymousCallers: { do: "refuse" } } },
      refused("caller_anonymous", null),
    ],
    [
      "an anonymous caller who is refused in one's own words",
      { ...anonymous, rules: { anonymousCallers: { do: "refuse", message: "Show your number, please." } } },
      { kind: "say", spoken: "Show your number, please.", refusal: "caller_anonymous" },
    ],
    [
      "a caller with a number, where anonymous ones are refused",
      { rules: { anonymousCallers: { do: "refuse" } } },
      byOwn,
    ],
    [
      "a blocked caller who may leave a message",
      { ...blocked, rules: { blockedCallers: takeMessage } },
      message("caller_blocked"),
    ],
    [
      "a blocked caller, when no line is free for the message",
      { ...blocked, ...allBusy, rules: { blockedCallers: takeMessage } },
      refused("caller_blocked", null),
    ],
    [
      "a blocked caller, when others of them leave messages",
      { ...blocked, figures: { liveMessages: 2 }, rules: { blockedCallers: takeMessage } },
      refused("caller_blocked", null),
    ],
  ])("%s", (_what, given, answer) => {
    expect(decideRoute(facts(given)).answer).toEqual(answer);
  });

  it.each<[string, Given, RouteAnswer]>([
    ["with all lines taken, to a message", { ...allBusy, rules: { overflow: takeMessage } }, message("too_many_calls")],
    [
      "with all lines taken, to a message in one's own words",
      { ...allBusy, rules: { overflow: { do: "take_message", greeting: "All lines are busy. A message?" } } },
      message("too_many_calls", "All lines are busy. A message?"),
    ],
    [
      "with all lines taken, to a number of the rule",
      { ...allBusy, rules: { overflow: toOwner } },
      refused("too_many_calls", OWNER),
    ],
    [
      "with all lines taken, for messages too",
      { figures: { liveCalls: 2, liveMessages: 2 }, rules: { overflow: takeMessage } },
      refused("too_many_calls"),
    ],
    [
      "with the provider's lines taken, where no message can be taken",
      { figures: { providerLines: { limit: 5, live: 5 } }, rules: { overflow: takeMessage } },
      refused("too_many_calls"),
    ],
    [
      "when the trial ended, to a message",
      { organization: { subscriptionStatus: "trialing" }, rules: { overflow: takeMessage } },
      message("trial_ended"),
    ],
    [
      "when the minutes are used up, to a message",
      { plan: { includedMinutes: 0 }, rules: { overflow: takeMessage } },
      message("minutes_used_up"),
    ],
    [
      "when nobody pays for a message any more",
      { organization: { subscriptionStatus: "canceled" }, rules: { overflow: takeMessage } },
      refused("subscription_ended"),
    ],
    [
      "when the assistant is paused, to a message",
      { own: { ...own, status: "paused" }, rules: { overflow: takeMessage } },
      message("no_assistant"),
    ],
    [
      "when a message should be taken after hours, and all lines are taken",
      { at: CLOSED, ...allBusy, rules: { afterHours: takeMessage } },
      refused("too_many_calls"),
    ],
    [
      "to the fallback, when the rule's number is a premium-rate one",
      { ...allBusy, rules: { overflow: { do: "forward", number: PREMIUM } } },
      refused("too_many_calls"),
    ],
    [
      "to nobody by a fallback that costs a fortune",
      { ...allBusy, fallbackNumber: PREMIUM },
      refused("too_many_calls", null),
    ],
    [
      "to the fallback, when the rule's number is the caller's own",
      { ...allBusy, caller: { number: OWNER }, rules: { overflow: toOwner } },
      refused("too_many_calls"),
    ],
  ])("overflow %s", (_what, given, answer) => {
    expect(decideRoute(facts(given)).answer).toEqual(answer);
  });

  it.each<[string, Given, RouteAnswer]>([
    [
      "says what the rule says before it rings",
      { rules: { businessHours: { ...toOwner, message: "One second." } } },
      forwarded(OWNER, "One second."),
    ],
    [
      "needs no line and no minutes",
      { ...allBusy, plan: { includedMinutes: 0 }, rules: { businessHours: toOwner } },
      forwarded(OWNER),
    ],
    [
      "to a premium-rate number doesn't happen: the assistant takes the call",
      { rules: { businessHours: { do: "forward", number: PREMIUM } } },
      byOwn,
    ],
    [
      "to the number itself is a circle: the assistant takes the call",
      { rules: { businessHours: { do: "forward", number: DIALLED } } },
      byOwn,
    ],
    [
      "to the telephone that calls would be busy: the assistant takes the call",
      { caller: { number: OWNER }, rules: { businessHours: toOwner } },
      byOwn,
    ],
    [
      "in a circle, without an assistant",
      { own: null, rules: { businessHours: { do: "forward", number: DIALLED } } },
      refused("no_assistant"),
    ],
  ])("forwarding %s", (_what, given, answer) => {
    expect(decideRoute(facts(given)).answer).toEqual(answer);
  });

  it.each<[string, Given, RouteAnswer]>([
    ["takes the call", {}, byNight],
    ["was deleted: the number's own takes the call", { others: {} }, byOwn],
    ["is paused: the number's own takes the call", { others: { [OTHER_ID]: { ...night, status: "paused" } } }, byOwn],
    ["is not ready, and neither is the number's own", { others: {}, own: null }, refused("no_assistant")],
    ["takes the call of a number that has none of its own", { own: null }, byNight],
  ])("another assistant %s", (_what, given, answer) => {
    expect(decideRoute(facts({ rules: { businessHours: toNight }, ...given })).answer).toEqual(answer);
  });
});

describe("decideRoute explains", () => {
  const questions = (given: Given): RouteQuestion[] => decideRoute(facts(given)).steps.map(({ question }) => question);

  it("what happens when somebody calls on Christmas Day at 19:10", () => {
    const { answer, steps } = decideRoute(
      facts({ at: CHRISTMAS, rules: { holidays: takeMessage, overflow: toOwner }, ...allBusy }),
    );
    expect(steps).toEqual([
      { question: "blocked_caller", asked: "Is the caller blocked?", found: "No.", decided: null },
      { question: "vip_caller", asked: "Is the caller a VIP?", found: "No.", decided: null },
      { question: "anonymous_caller", asked: "Does the caller show a number?", found: "Yes.", decided: null },
      {
        question: "opening_hours",
        asked: "Is the business open?",
        found: "No: Friday, 2026-12-25, 19:10 in America/New_York is a holiday (Christmas Day), closed all day.",
        decided: "Rule for holidays: a message is taken.",
      },
      {
        question: "contract",
        asked: "Does the plan cover the call?",
        found: "Yes: 0 of 100 included minutes are used.",
        decided: null,
      },
      { question: "lines", asked: "Is a line free?", found: "No: 2 of 2 lines of the plan are in use.", decided: null },
      {
        question: "overflow",
        asked: "Who takes the call instead?",
        found: `The rule names ${OWNER}.`,
        decided: `The call is forwarded to ${OWNER}.`,
      },
    ]);
    expect(answer).toEqual(refused("too_many_calls", OWNER));
  });

  it("only what was asked, in the order in which it was asked", () => {
    expect(questions(blocked)).toEqual(["blocked_caller"]);
    expect(questions({ ...vip, rules: { vipCallers: toOwner } })).toEqual([
      "blocked_caller",
      "vip_caller",
      "forwarding",
    ]);
    expect(questions({ ...anonymous, rules: { anonymousCallers: { do: "refuse" } } })).toEqual([
      "blocked_caller",
      "vip_caller",
      "anonymous_caller",
    ]);
    expect(questions({ own: null }).slice(3)).toEqual(["opening_hours", "contract", "lines", "assistant", "overflow"]);
  });

  it("what a refused caller hears", () => {
    expect(decideRoute(facts(blocked)).steps.at(-1)?.decided).toBe(
      `Rule for blocked callers: the call is refused. The caller hears: “${english.refusals.caller_blocked}”`,
    );
    expect(decideRoute(facts({ own: null, fallbackNumber: null })).steps.at(-1)?.decided).toContain(
      english.refusals.no_assistant,
    );
  });

  it("hours as they are, with the break at noon", () => {
    const hours = [
      { opens: "13:00", closes: "17:00" },
      { opens: "09:00", closes: "12:00" },
    ];
    const { steps } = decideRoute(facts({ organization: { businessHours: businessHours.parse({ monday: hours }) } }));
    expect(steps[3]?.found).toBe(
      "Yes: Monday, 2026-09-07, 10:00 in America/New_York is a Monday, open from 09:00 to 12:00 and 13:00 to 17:00.",
    );
  });
});

describe("decideRoute in another language", () => {
  const german = spokenTexts.de;
  const heard = (given: Given) => {
    const { answer, steps } = decideRoute(facts({ language: "de", fallbackNumber: null, ...given }));
    if (answer.kind === "assistant") return null;
    return { said: answer.kind === "take_message" ? answer.greeting : answer.spoken, told: steps.at(-1)?.decided };
  };

  it.each<[string, Given, string]>([
    ["a refused caller", blocked, german.refusals.caller_blocked],
    [
      "an anonymous caller",
      { ...anonymous, rules: { anonymousCallers: { do: "refuse" } } },
      german.refusals.caller_anonymous,
    ],
    ["a caller whom no assistant takes", { own: null }, german.refusals.no_assistant],
    ["a caller for whom no line is free", allBusy, german.refusals.too_many_calls],
    ["a caller whom the fallback takes", { ...allBusy, fallbackNumber: FALLBACK }, german.refusals.too_many_calls],
  ])("%s hears why", (_who, given, said) => {
    expect(heard(given)?.said).toBe(said);
  });

  it("a forwarded caller is asked to wait, and a message is taken", () => {
    expect(heard({ rules: { businessHours: toOwner } })?.said).toBe(german.forward);
    expect(heard({ rules: { businessHours: takeMessage } })?.said).toBe(german.messageGreeting("Acme Moving"));
  });

  it("what people wrote themselves stays as it is", () => {
    const words = "We are away.";
    for (const rule of [
      { ...toOwner, message: words },
      { ...takeMessage, greeting: words },
    ]) {
      expect(heard({ rules: { businessHours: rule } })?.said).toBe(words);
    }
    expect(heard({ ...blocked, rules: { blockedCallers: { do: "refuse", message: words } } })?.said).toBe(words);
  });

  it("the explanation quotes what is heard", () => {
    expect(heard({ own: null })?.told).toBe(`The caller hears: “${german.refusals.no_assistant}”`);
  });
});

describe("decideRoute, whatever the facts", () => {
  /** Every combination of what decides. */
  function* everything(): Iterable<Given> {
    const targets = [{ do: "assistant" }, toNight, toOwner, { do: "forward", number: DIALLED }, takeMessage] as const;
    const callers = [{}, { number: null }, { blocked: true }, { vip: true }, { number: OWNER, vip: true }];
    const states: Given[] = [
      {},
      allBusy,
      { figures: { liveCalls: 2, liveMessages: 2 } },
      { figures: { providerLines: { limit: 1, live: 1 } } },
      { organization: { subscriptionStatus: "canceled" } },
      { organization: { subscriptionStatus: "trialing" } },
      { own: null, others: {} },
    ];
    for (const target of targets)
      for (const caller of callers)
        for (const state of states)
          for (const overflow of [null, toOwner, takeMessage])
            for (const fallbackNumber of [null, FALLBACK])
              for (const at of [OPEN, CLOSED, CHRISTMAS])
                yield {
                  ...state,
                  at,
                  caller,
                  fallbackNumber,
                  rules: {
                    businessHours: target,
                    afterHours: target,
                    vipCallers: target,
                    anonymousCallers: target,
                    blockedCallers: overflow === takeMessage ? takeMessage : { do: "refuse" },
                    overflow,
                  },
                };
  }

  it("nobody ends in silence, nobody is sent in a circle, blocked callers reach nobody, and nothing is changed", () => {
    let count = 0;
    for (const given of everything()) {
      count += 1;
      const asked = facts(given);
      const before = structuredClone(asked);
      const { answer, steps } = decideRoute(asked);
      expect(decideRoute(asked)).toEqual({ answer, steps });
      expect(asked).toEqual(before);
      expect(routeAnswer.parse(answer)).toEqual(answer);
      expect(routeStep.array().parse(steps)).toEqual(steps);
      expect(steps.filter(({ decided }) => decided)).not.toHaveLength(0);
      if (answer.kind === "forward") {
        expect(answer.number).not.toBe(DIALLED);
        expect(answer.number).not.toBe(asked.caller.number);
      }
      if (answer.kind === "forward" || answer.kind === "say") expect(answer.spoken).toMatch(/\S.*\.$/);
      if (answer.kind === "take_message") expect(answer.greeting).toMatch(/\S/);
      if (asked.caller.blocked) expect(["say", "take_message"]).toContain(answer.kind);
    }
    expect(count).toBe(5 * 5 * 7 * 3 * 2 * 3);
  }, 60_000);
});
