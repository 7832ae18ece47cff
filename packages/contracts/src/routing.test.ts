import { describe, expect, it } from "vitest";
import { numberRouting } from "./routing.ts";

const assistantId = "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f";

describe("numberRouting", () => {
  it("is the number's assistant at all times, as long as nothing is set", () => {
    expect(numberRouting.parse({})).toEqual({
      businessHours: { do: "assistant" },
      afterHours: { do: "assistant" },
      holidays: null,
      vipCallers: null,
      anonymousCallers: null,
      blockedCallers: { do: "refuse" },
      overflow: null,
    });
  });

  it("takes every choice of the editor, and keeps it as it is", () => {
    const rules = {
      businessHours: { do: "other_assistant", assistantId },
      afterHours: { do: "take_message", greeting: "We are closed. May I take a message?" },
      holidays: { do: "forward", number: "+14155550100", message: "Happy holidays!" },
      vipCallers: { do: "forward", number: "+14155550101" },
      anonymousCallers: { do: "refuse", message: "Please show your number." },
      blockedCallers: { do: "take_message" },
      overflow: { do: "take_message" },
    };
    expect(numberRouting.parse(rules)).toEqual(rules);
  });

  it.each([
    ["a number that can't be dialled", { afterHours: { do: "forward", number: "555-0100" } }],
    ["an assistant without its id", { businessHours: { do: "other_assistant" } }],
    ["empty words", { afterHours: { do: "take_message", greeting: "  " } }],
    ["words that nobody listens to", { afterHours: { do: "take_message", greeting: "x".repeat(301) } }],
    ["refusing everybody", { businessHours: { do: "refuse" } }],
    ["putting blocked callers through", { blockedCallers: { do: "forward", number: "+14155550100" } }],
    ["an overflow to the assistant that is full", { overflow: { do: "assistant" } }],
    ["a rule that isn't one", { onSundays: { do: "assistant" } }],
    ["a setting of another choice", { afterHours: { do: "assistant", number: "+14155550100" } }],
  ])("refuses %s", (_what, rules) => {
    expect(numberRouting.safeParse(rules).success).toBe(false);
  });
});
