import {
  assistantTestContent,
  testExpectation,
  type AssistantTestContent,
  type TestExpectation,
} from "@callflex/contracts/assistant-test";
import { z } from "zod";
import { phoneInput } from "~/lib/phone-input.ts";

const LONGEST_LINE = 300;
const MOST_LINES = 12;

/** Kinds of expectations, as they are chosen. */
export const EXPECTATION_KINDS = [
  ["calls_tool", "It calls a function"],
  ["says", "It says"],
  ["never_says", "It never says"],
  ["offers_tool", "It offers a function"],
  ["prompt_contains", "Its instructions hold"],
  ["routes", "A call leads to"],
] as const satisfies readonly (readonly [TestExpectation["kind"], string])[];

const lines = z
  .string()
  .default("")
  .transform((text) => text.split("\n").flatMap((line) => line.trim() || []))
  .refine((said) => said.length > 0, "Write what the caller says, one line for each time")
  .refine((said) => said.length <= MOST_LINES, `At most ${MOST_LINES} lines`)
  .refine((said) => said.every((line) => line.length <= LONGEST_LINE), `A line may have ${LONGEST_LINE} characters`);

const text = z.string().optional();

/** A row of the form: fields of every kind, of which those of the chosen one count. */
const row = z
  .object({
    kind: text,
    tool: text,
    containing: text,
    text,
    caller: text,
    weekday: text,
    time: text,
    to: text,
    phoneNumberId: text,
  })
  .transform(({ kind, tool, containing, text: words = "", caller, weekday, time, to, phoneNumberId }) => {
    switch (kind) {
      case "offers_tool":
        return { kind, tool };
      case "calls_tool":
        return { kind, tool, ...(containing?.trim() ? { containing } : {}) };
      case "routes":
        return {
          kind,
          weekday,
          time,
          to,
          caller: caller?.trim() ? phoneInput(caller) : null,
          ...(phoneNumberId ? { phoneNumberId } : {}),
        };
      default:
        return { kind, text: words };
    }
  })
  .pipe(testExpectation);

/** The form of a test. */
export const testForm = z.strictObject({
  name: assistantTestContent.shape.name,
  callerLines: lines,
  expectations: z.array(row).min(1, "Say what must come of the call").max(12),
});

/** What stands in the fields for a test. */
export function testInput(test: AssistantTestContent): z.input<typeof testForm> {
  return {
    name: test.name,
    callerLines: test.callerLines.join("\n"),
    expectations: test.expectations.map((one) => {
      const { caller, ...others } = { caller: null, ...one };
      return caller === null ? others : { ...others, caller };
    }),
  };
}

/** What a new test begins with. */
export const EMPTY_TEST: z.input<typeof testForm> = {
  name: "",
  callerLines: "",
  expectations: [{ kind: "calls_tool", tool: "takeMessage" }],
};
