import { NOT_SET, type RuleName } from "./routing-form.ts";

type Choice = readonly [value: string, label: string];

const ASSISTANT: Choice = ["assistant", "The number’s assistant answers"];
const OTHER: Choice = ["other_assistant", "Another assistant answers"];
const FORWARD: Choice = ["forward", "A telephone rings"];
const MESSAGE: Choice = ["take_message", "A message is taken"];
const REFUSE: Choice = ["refuse", "The call is not taken"];

const ANYBODY = [ASSISTANT, OTHER, FORWARD, MESSAGE];

/** A rule as the page shows it. */
export interface RuleShown {
  name: RuleName;
  title: string;
  lead: string;
  choices: readonly Choice[];
}

export const TIME_RULES: readonly RuleShown[] = [
  { name: "businessHours", title: "Business hours", lead: "While you are open.", choices: ANYBODY },
  { name: "afterHours", title: "After hours", lead: "At all other times.", choices: ANYBODY },
  {
    name: "holidays",
    title: "Holidays",
    lead: "On your holidays, outside of their own hours.",
    choices: [[NOT_SET, "As after hours"], ...ANYBODY],
  },
];

export const CALLER_RULES: readonly RuleShown[] = [
  {
    name: "vipCallers",
    title: "VIP callers",
    lead: "Contacts with the tag VIP, at any time.",
    choices: [[NOT_SET, "Like everybody"], ...ANYBODY],
  },
  {
    name: "anonymousCallers",
    title: "Hidden numbers",
    lead: "Callers who show no number.",
    choices: [[NOT_SET, "Like everybody"], ...ANYBODY, REFUSE],
  },
  {
    name: "blockedCallers",
    title: "Blocked callers",
    lead: "They are never put through to anybody.",
    choices: [REFUSE, MESSAGE],
  },
];

export const LIMIT_RULES: readonly RuleShown[] = [
  {
    name: "overflow",
    title: "Overflow",
    lead: "When all lines or minutes of your plan are used, or the assistant isn’t ready.",
    choices: [[NOT_SET, "The fallback number rings"], FORWARD, MESSAGE],
  },
];

/** What a text is for, by what the rule does. */
export const TEXT_LABELS: Readonly<Record<string, readonly [label: string, placeholder: string]>> = {
  forward: ["What the caller hears before it rings", "Thank you for calling. One moment, I’m connecting you."],
  take_message: [
    "First words",
    "Thank you for calling. Nobody can take your call right now, but I can take a message.",
  ],
  refuse: ["What the caller hears", "This number does not take your call."],
};
