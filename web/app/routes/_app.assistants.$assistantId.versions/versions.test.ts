import type { AssistantContent } from "@callflex/contracts/assistant";
import { describe, expect, it } from "vitest";
import { contentDiff } from "./content-text.ts";
import { comparedVersions, readVersionsSearch } from "./search-params.ts";

const content: AssistantContent = {
  name: "Front desk",
  language: "en",
  firstMessage: "Hello.",
  personality: "",
  prompt: "You answer.\nBe kind.",
  variables: [{ key: "fee", label: "Fee", type: "text", required: true }],
  variableValues: { fee: "89 dollars" },
  functions: [{ type: "takeMessage", when: "Take a message for the team." }],
  capabilities: { transferDestinations: [], messageFields: [], callbackHours: null },
  voice: { provider: "vapi", voiceId: "Paige", label: "Paige, friendly" },
};

describe("contentDiff", () => {
  it("names the parts that differ, with their lines", () => {
    const now = {
      ...content,
      prompt: "You answer.\nBe brief.",
      variableValues: { fee: "99 dollars" },
      capabilities: { ...content.capabilities, messageFields: [{ label: "Order number", required: false }] },
    };
    expect(contentDiff(content, now)).toEqual([
      {
        title: "Instructions",
        lines: [
          { kind: "same", text: "You answer." },
          { kind: "removed", text: "Be kind." },
          { kind: "added", text: "Be brief." },
        ],
      },
      {
        title: "Answers",
        lines: [
          { kind: "removed", text: "Fee: 89 dollars" },
          { kind: "added", text: "Fee: 99 dollars" },
        ],
      },
      { title: "Asked for in messages", lines: [{ kind: "added", text: "Order number, if known" }] },
    ]);
    expect(contentDiff(content, content)).toEqual([]);
  });

  it("shows a first version as new", () => {
    expect(
      contentDiff(null, content)
        .flatMap(({ lines }) => lines)
        .every(({ kind }) => kind === "added"),
    ).toBe(true);
  });
});

describe("the address of the history", () => {
  const compared = (search: string) => comparedVersions(readVersionsSearch(new URLSearchParams(search)));

  it.each([
    ["", null],
    ["version=5", { before: 4, after: 5 }],
    ["version=1", { before: null, after: 1 }],
    ["version=5&against=2", { before: 2, after: 5 }],
    ["version=2&against=5", { before: 2, after: 5 }],
    ["version=nothing", null],
    ["version=-1", null],
  ])("%j compares %j", (search, versions) => expect(compared(search)).toEqual(versions));
});
