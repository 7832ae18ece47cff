import type { AssistantTestContent } from "@callflex/contracts/assistant-test";
import { expect, test } from "vitest";
import { testForm, testInput } from "./test-form.ts";

const content: AssistantTestContent = {
  name: "Takes a message",
  callerLines: ["Can I leave a message?", "Maria Lopez"],
  expectations: [
    { kind: "calls_tool", tool: "takeMessage", containing: "Maria" },
    { kind: "calls_tool", tool: "takeMessage" },
    { kind: "never_says", text: "not given" },
    { kind: "routes", caller: null, weekday: "monday", time: "09:00", to: "assistant" },
    { kind: "routes", caller: "+14155550134", weekday: "sunday", time: "23:30", to: "take_message" },
  ],
};

test("what stands in the fields is read as the test that it came from", () => {
  expect(testForm.parse(testInput(content))).toEqual(content);
});

test("fields of other kinds, empty lines and an empty number don't count", () => {
  const read = testForm.parse({
    name: "a",
    callerLines: "\n Hello? \n\n",
    expectations: [{ kind: "says", text: "Hi", tool: "takeMessage", caller: "", time: "", containing: "" }],
  });
  expect(read).toEqual({ name: "a", callerLines: ["Hello?"], expectations: [{ kind: "says", text: "Hi" }] });
});

test("what is wrong is told at its field", () => {
  const wrong = testForm.safeParse({
    name: "a",
    callerLines: " ",
    expectations: [
      { kind: "says", text: "" },
      { kind: "routes", weekday: "monday", time: "", to: "assistant" },
    ],
  });
  expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "callerLines",
    "expectations.0.text",
    "expectations.1.time",
  ]);
});
