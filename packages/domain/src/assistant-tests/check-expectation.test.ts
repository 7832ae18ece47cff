import type { TestExpectation, TestTurn } from "@callflex/contracts/assistant-test";
import { describe, expect, it } from "vitest";
import { checkExpectations, needsConversation } from "./check-expectation.ts";
import type { FoundRoute, TestFacts } from "./test-facts.ts";

const config: TestFacts["config"] = {
  firstMessage: "Thank you for calling Hill Plumbing.",
  model: {
    messages: [{ content: "You answer the phone of Hill Plumbing.\n\nParking is free." }],
    tools: [{ type: "function", function: { name: "takeMessage" } }, { type: "endCall" }],
  },
};
const message = { callerName: "Maria Lopez", message: "No hot water since this morning" };

function turn(text: string, tools: TestTurn["tools"] = []): TestTurn {
  return { speaker: "assistant", text, tools };
}
const talk: TestTurn[] = [
  turn("Thank you for calling Hill Plumbing."),
  { speaker: "caller", text: "This is Maria, what’s the PRICE?", tools: [] },
  turn("A visit costs  $89.", [{ name: "takeMessage", arguments: message }]),
];

function check(expectation: TestExpectation, facts: Partial<TestFacts> = {}) {
  return checkExpectations([expectation], { config, conversation: talk, routes: new Map(), ...facts })[0]!;
}

describe("what a configuration shows", () => {
  it.each([
    [{ kind: "offers_tool", tool: "takeMessage" }, true, /offered/],
    [{ kind: "offers_tool", tool: "transferCall" }, false, /Offered is: takeMessage\./],
    [{ kind: "prompt_contains", text: "parking IS  free" }, true, /instructions/],
    [{ kind: "prompt_contains", text: "parking costs" }, false, /nowhere/],
  ] as const)("%j: %s", (expectation, passed, found) => {
    expect(needsConversation(expectation)).toBe(false);
    expect(check(expectation)).toMatchObject({ passed, found: expect.stringMatching(found) as string });
  });
});

describe("what a conversation shows", () => {
  it.each([
    [{ kind: "calls_tool", tool: "takeMessage" }, true, /with “Maria Lopez, No hot water/],
    [{ kind: "calls_tool", tool: "takeMessage", containing: "maria" }, true, /Maria/],
    [{ kind: "calls_tool", tool: "takeMessage", containing: "Peter" }, false, /Maria Lopez/],
    [{ kind: "calls_tool", tool: "transferCall" }, false, /Called was: takeMessage\./],
    [{ kind: "says", text: "costs $89" }, true, /“A visit costs \$89\.”/],
    [{ kind: "says", text: "hill plumbing" }, true, /Hill Plumbing/],
    [{ kind: "says", text: "what's the price" }, false, /The last words were “A visit/],
    [{ kind: "never_says", text: "{{" }, true, /never/],
    [{ kind: "never_says", text: "$89" }, false, /It said/],
  ] as const)("%j: %s", (expectation, passed, found) => {
    expect(needsConversation(expectation)).toBe(true);
    expect(check(expectation)).toMatchObject({ passed, found: expect.stringMatching(found) as string });
  });

  it("takes no call of a function for good that lacks what the function needs", () => {
    const calling = (given: Record<string, unknown> | null) => ({
      conversation: [turn("", [{ name: "takeMessage", arguments: given }])],
    });
    const expectation = { kind: "calls_tool", tool: "takeMessage" } as const;
    expect(check(expectation, calling({ callerName: "Maria" }))).toMatchObject({
      passed: false,
      found: "It was called, but not with the details that it needs (message).",
    });
    expect(check(expectation, calling(null)).found).toMatch(/could not be read/);
    expect(check(expectation, { conversation: [] }).found).toBe("Called was: nothing.");
  });

  it("quotes long words around what was looked for", () => {
    const long = `${"Well, you know. ".repeat(40)}A visit costs $89. ${"And so on. ".repeat(40)}`;
    const { found } = check({ kind: "says", text: "$89" }, { conversation: [turn(long)] });
    expect(found).toMatch(/^It said “….*\$89.*…”$/);
    expect(found.length).toBeLessThan(200);
  });
});

it("compares where a call leads, each expectation by its own answer", () => {
  const at = { weekday: "monday", time: "09:00", caller: null } as const;
  const found: FoundRoute[] = [{ to: "forward", words: "+14155550123 rings." }, { unknown: "There is no number." }];
  const checks = checkExpectations(
    [
      { kind: "routes", ...at, to: "forward" },
      { kind: "routes", ...at, to: "forward" },
      { kind: "routes", ...at, to: "assistant" },
    ],
    {
      config,
      conversation: [],
      routes: new Map([
        [0, found[0]!],
        [1, found[1]!],
        [2, found[0]!],
      ]),
    },
  );
  expect(checks.map(({ passed, found: words }) => [passed, words])).toEqual([
    [true, "+14155550123 rings."],
    [false, "There is no number."],
    [false, "+14155550123 rings."],
  ]);
});
