import type { NumberRouting } from "@callflex/contracts/routing";
import { z } from "zod";
import { phoneInput } from "~/lib/phone-input.ts";

/** Value of a rule that isn't set: what it means is the rule's own. */
export const NOT_SET = "none";

const E164 = /^\+[1-9]\d{6,14}$/;
const LONGEST_TEXT = 300;

/** One rule in the form: what to do, and what that needs. */
const rule = z
  .object({
    do: z.enum([NOT_SET, "assistant", "other_assistant", "forward", "take_message", "refuse"]),
    assistantId: z.string().optional(),
    number: z.string().optional(),
    text: z.string().max(LONGEST_TEXT, `Keep it to ${LONGEST_TEXT} characters`).optional(),
  })
  .superRefine((value, context) => {
    if (value.do === "other_assistant" && !value.assistantId)
      context.addIssue({ code: "custom", path: ["assistantId"], message: "Choose an assistant" });
    if (value.do === "forward" && !E164.test(phoneInput(value.number ?? "")))
      context.addIssue({
        code: "custom",
        path: ["number"],
        message: "Enter a phone number, with the country if it is abroad, like +44 20 7946 0958",
      });
  });
export type RuleInput = z.input<typeof rule>;

/** All rules of a number as a form. */
export const routingForm = z.object({
  businessHours: rule,
  afterHours: rule,
  holidays: rule,
  vipCallers: rule,
  anonymousCallers: rule,
  blockedCallers: rule,
  overflow: rule,
});
export type RoutingInput = z.input<typeof routingForm>;
export type RuleName = keyof RoutingInput;

type AnyRule = NumberRouting[RuleName];

function inputOf(saved: AnyRule): RuleInput {
  if (!saved) return { do: NOT_SET };
  switch (saved.do) {
    case "assistant":
      return { do: saved.do };
    case "other_assistant":
      return { do: saved.do, assistantId: saved.assistantId };
    case "forward":
      return { do: saved.do, number: saved.number, text: saved.message ?? "" };
    case "take_message":
      return { do: saved.do, text: saved.greeting ?? "" };
    case "refuse":
      return { do: saved.do, text: saved.message ?? "" };
  }
}

/** @returns what stands in the fields for the rules that are saved */
export function routingInput({ routing }: { routing: NumberRouting }): RoutingInput {
  const names = Object.keys(routingForm.shape) as RuleName[];
  return Object.fromEntries(names.map((name) => [name, inputOf(routing[name])])) as RoutingInput;
}

function ruleOf({ do: what, assistantId = "", number = "", text = "" }: z.output<typeof rule>) {
  const words = text.trim();
  switch (what) {
    case NOT_SET:
      return null;
    case "assistant":
      return { do: what };
    case "other_assistant":
      return { do: what, assistantId };
    case "forward":
      return { do: what, number: phoneInput(number), ...(words ? { message: words } : {}) };
    case "take_message":
      return { do: what, ...(words ? { greeting: words } : {}) };
    case "refuse":
      return { do: what, ...(words ? { message: words } : {}) };
  }
}

/** @returns the rules that a checked form says; the API refuses what a rule can't do */
export function routingOf(form: z.output<typeof routingForm>): NumberRouting {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, ruleOf(value)]),
  ) as unknown as NumberRouting;
}
