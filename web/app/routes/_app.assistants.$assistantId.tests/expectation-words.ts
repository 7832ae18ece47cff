import type { ExpectedRoute, TestExpectation } from "@callflex/contracts/assistant-test";
import { offeredFunctionLabels } from "@callflex/contracts/labels";

/** Who takes a call, for people. */
export const ROUTE_WORDS: Record<ExpectedRoute, string> = {
  assistant: "this assistant",
  other_assistant: "another assistant",
  forward: "a telephone",
  take_message: "taking a message",
  refuse: "nobody",
};

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A weekday as a name, `Monday`. */
export function dayName(weekday: (typeof WEEKDAYS)[number]): string {
  return weekday.charAt(0).toUpperCase() + weekday.slice(1);
}

/** What a test expects, in words. */
export function expectationWords(expectation: TestExpectation): string {
  switch (expectation.kind) {
    case "offers_tool":
      return `Offers “${offeredFunctionLabels[expectation.tool].title}”`;
    case "calls_tool": {
      const { tool, containing } = expectation;
      return `Calls “${offeredFunctionLabels[tool].title}”${containing ? ` with “${containing}”` : ""}`;
    }
    case "says":
      return `Says “${expectation.text}”`;
    case "never_says":
      return `Never says “${expectation.text}”`;
    case "prompt_contains":
      return `Instructions hold “${expectation.text}”`;
    case "routes": {
      const { weekday, time, caller, to } = expectation;
      const who = caller ? ` from ${caller}` : "";
      return `A call${who} on ${dayName(weekday)} at ${time} leads to ${ROUTE_WORDS[to]}`;
    }
  }
}

/** A function that was called, for people; the name itself where it is none of those that are offered. */
export function functionName(name: string): string {
  if (name === "endCall") return "Ends the call";
  return Object.hasOwn(offeredFunctionLabels, name)
    ? offeredFunctionLabels[name as keyof typeof offeredFunctionLabels].title
    : name;
}
