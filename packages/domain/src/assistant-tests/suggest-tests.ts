import type { AssistantTestContent } from "@callflex/contracts/assistant-test";
import type { OfferedActionType } from "@callflex/contracts/call-actions";

/** What tests are derived from. */
export interface SuggestionSource {
  firstMessage: string;
  functions: readonly { type: OfferedActionType }[];
  variableValues: Readonly<Record<string, unknown>>;
}

/** A caller for each function, who says all that it needs within a few turns, whatever is asked first. */
const CALLERS: Record<OfferedActionType, Omit<AssistantTestContent, "expectations"> & { containing?: string }> = {
  transferCall: {
    name: "Puts a caller through",
    callerLines: ["Hello, I'd like to speak to a person, please.", "Yes, please put me through."],
  },
  takeMessage: {
    name: "Takes a message",
    callerLines: [
      "Can I leave a message?",
      "My name is Maria Lopez.",
      "Please tell them that I'll be late tomorrow.",
      "Yes, that's right.",
    ],
    containing: "Maria Lopez",
  },
  scheduleCallback: {
    name: "Arranges a callback",
    callerLines: [
      "Could somebody call me back, please?",
      "My name is Maria Lopez.",
      "Tomorrow at 10 in the morning.",
      "It's about my invoice.",
      "Yes, that's right.",
    ],
    containing: "Maria Lopez",
  },
  logDriverCallout: {
    name: "Notes a driver who can't come",
    callerLines: [
      "I'm a driver and I have to call out sick today.",
      "My name is Sam Carter.",
      "The morning shift, route 12.",
      "I have a fever.",
      "Yes, that's right.",
    ],
    containing: "Sam Carter",
  },
};

/** Functions in the order in which a test of them is worth most. */
const WORTH: readonly OfferedActionType[] = ["takeMessage", "logDriverCallout", "scheduleCallback", "transferCall"];
const MOST_FUNCTIONS = 2;

/**
 * Tests that a new assistant begins with: one of its greeting and up to two of what it can do.
 *
 * @param source of the assistant's content
 */
export function suggestTests({ firstMessage, functions, variableValues }: SuggestionSource): AssistantTestContent[] {
  const offered = new Set(functions.map(({ type }) => type));
  const company = variableValues["companyName"];
  const named = typeof company === "string" && company.trim() && firstMessage.includes("companyName");
  const greeting: AssistantTestContent = {
    name: "Greets callers",
    callerLines: ["Hello?"],
    expectations: [
      ...(named ? [{ kind: "says" as const, text: company.trim().slice(0, 200) }] : []),
      { kind: "never_says", text: "not given" },
    ],
  };
  const ofFunctions = WORTH.filter((tool) => offered.has(tool))
    .slice(0, MOST_FUNCTIONS)
    .map((tool): AssistantTestContent => {
      const { containing, ...caller } = CALLERS[tool];
      return {
        ...caller,
        expectations: [
          { kind: "offers_tool", tool },
          { kind: "calls_tool", tool, ...(containing ? { containing } : {}) },
        ],
      };
    });
  return [greeting, ...ofFunctions];
}
