import { expect, it } from "vitest";
import { numberRouting } from "./routing.ts";
import { routingWords, type RoutingNames } from "./routing-words.ts";

const ID = "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f";
const names: RoutingNames = {
  own: "Front desk",
  assistant: () => "Night desk",
  phone: (e164) => e164,
  fallback: "+12125550199",
};
const words = (rules: object, others: Partial<RoutingNames> = {}) =>
  routingWords(numberRouting.parse(rules), { ...names, ...others });

it("says what happens without rules", () => {
  expect(words({})).toEqual([
    "Day and night Front desk answers.",
    "For blocked callers the call is not taken.",
    "When the assistant can’t take a call, +12125550199 rings.",
  ]);
  expect(words({}, { own: null, fallback: null })).toEqual([
    "Day and night nobody answers, because the number has no assistant.",
    "For blocked callers the call is not taken.",
    "When the assistant can’t take a call, the caller hears why.",
  ]);
});

it("names each rule once, and those that change nothing not at all", () => {
  const night = { do: "other_assistant", assistantId: ID };
  expect(
    words({
      afterHours: { do: "take_message" },
      holidays: { do: "take_message" },
      vipCallers: { do: "forward", number: "+12125550166" },
      anonymousCallers: night,
      blockedCallers: { do: "take_message" },
      overflow: { do: "take_message" },
    }),
  ).toEqual([
    "Within business hours Front desk answers.",
    "After hours a message is taken.",
    "For VIP callers +12125550166 rings at any time.",
    "For callers without a number Night desk answers.",
    "For blocked callers a message is taken.",
    "When the assistant can’t take a call, a message is taken.",
  ]);
});
