import { organizationSettings } from "@callflex/contracts/organization-settings";
import { numberRouting } from "@callflex/contracts/routing";
import {
  CASE_SETTINGS,
  CASE_TIMEZONE,
  FALLBACK_NUMBER,
  OWNER_NUMBER,
  ROUTE_CASES,
  type RouteCase,
} from "@callflex/testing/route-cases";
import { expect, test } from "vitest";
import { decideRoute } from "./decide-route.ts";
import { describeAnswer } from "./describe-answer.ts";
import type { RouteAssistant, RouteFacts } from "./route-facts.ts";

const own: RouteAssistant = {
  id: "01938c5e-0001-7f2a-9c3e-1a2b3c4d5e6f",
  name: "Front desk",
  vapiAssistantId: "vapi-own",
  status: "active",
};
const night: RouteAssistant = {
  id: "01938c5e-0002-7f2a-9c3e-1a2b3c4d5e6f",
  name: "Night desk",
  vapiAssistantId: "vapi-night",
  status: "active",
};

function factsOf({ at, rules, caller, state }: RouteCase): RouteFacts {
  const { businessHours, holidays } = organizationSettings.parse(CASE_SETTINGS);
  const number = caller === "anonymous" ? null : caller === "owner" ? OWNER_NUMBER : "+12125550133";
  return {
    now: new Date(at),
    number: {
      e164: "+12125550100",
      fallbackNumber: FALLBACK_NUMBER,
      routing: numberRouting.parse(rules(night.id)),
      language: "en",
    },
    caller: { number, blocked: caller === "blocked", vip: caller === "vip" },
    assistants: {
      own: state === "own_paused" ? { ...own, status: "paused" } : own,
      others: state === "night_deleted" ? {} : { [night.id]: night },
    },
    organization: {
      name: "Acme Moving",
      timezone: CASE_TIMEZONE,
      businessHours,
      holidays,
      subscriptionStatus: state === "trial_ended" ? "trialing" : "active",
      trialEndsAt: new Date("2026-01-01T00:00:00Z"),
    },
    plan: { includedMinutes: 100, overageAllowed: false, maxConcurrentCalls: 2 },
    usedSeconds: 0,
    liveCalls: state === "all_lines_taken" ? 2 : 0,
    liveMessages: 0,
    providerLines: null,
  };
}

test.each(ROUTE_CASES)("a call $name is taken as the table says, and told in words", (one) => {
  const facts = factsOf(one);
  const { answer } = decideRoute(facts);
  const { kind, to, refusal = null } = one.expected;
  expect(answer).toMatchObject({ kind, refusal });
  if (answer.kind === "assistant") expect(answer.assistantId).toBe(to === "own" ? own.id : night.id);
  if (answer.kind === "forward") expect(answer.number).toBe(to);
  const told = describeAnswer(answer, facts, answer.kind === "assistant" ? "This call may be recorded. Hello!" : null);
  expect(told.words).toMatch(/^\S.*[.”]$/);
  expect(JSON.stringify(told)).not.toContain("vapi");
  if (told.spoken) expect(told.words).toContain(told.spoken);
});

test("the table has the cases that were promised", () => {
  expect(ROUTE_CASES.length).toBeGreaterThanOrEqual(20);
  expect(new Set(ROUTE_CASES.map(({ name }) => name)).size).toBe(ROUTE_CASES.length);
});
