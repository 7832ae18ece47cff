import { describe, expect, it } from "vitest";
import { readToolCalls } from "./tool-calls.ts";

const args = { callerName: "Ada", message: "Call me" };
const read = (lists: Record<string, unknown[]>) => readToolCalls({ type: "tool-calls", ...lists });

describe("readToolCalls", () => {
  it.each([
    [
      "with a JSON text as arguments",
      { id: "t1", type: "function", function: { name: "f", arguments: JSON.stringify(args) } },
    ],
    ["with an object as arguments", { id: "t1", type: "function", function: { name: "f", arguments: args } }],
    ["flat with arguments", { id: "t1", name: "f", arguments: args }],
    ["flat with parameters", { id: "t1", name: "f", parameters: args }],
    ["flat with a JSON text", { id: "t1", name: "f", arguments: JSON.stringify(args) }],
    ["with its tool beside it", { name: "f", toolCall: { id: "t1", parameters: args } }],
    [
      "with the whole tool beside it",
      { type: "function", function: { name: "f" }, toolCall: { id: "t1", arguments: args } },
    ],
    [
      "with the whole tool beside it, in the form of the specification",
      { type: "function", function: { name: "f" }, toolCall: { id: "t1", function: { name: "f", arguments: args } } },
    ],
  ])("reads a call %s, from each list", (_shape, item) => {
    for (const list of ["toolCallList", "toolCalls", "toolWithToolCallList"])
      expect(read({ [list]: [item] })).toEqual([{ id: "t1", name: "f", arguments: args }]);
  });

  it("reads a call once that stands in several lists, and keeps the order", () => {
    const one = { id: "t1", name: "f", arguments: args };
    const two = { id: "t2", name: "g", arguments: {} };
    expect(read({ toolCallList: [two, one], toolCalls: [one, two] }).map((call) => call.id)).toEqual(["t2", "t1"]);
  });

  it("takes missing arguments for none, and unreadable ones for null", () => {
    expect(read({ toolCallList: [{ id: "t1", name: "f" }] })[0]?.arguments).toEqual({});
    expect(read({ toolCallList: [{ id: "t1", name: "f", arguments: "{broken" }] })[0]?.arguments).toBeNull();
  });

  it("cleans the texts inside a JSON text", () => {
    const [call] = read({
      toolCallList: [{ id: "t1", name: "f", arguments: String.raw`{"message":"a\u0000b\ud800"}` }],
    });
    expect(call?.arguments).toEqual({ message: "ab\ufffd" });
  });

  it("skips what is no call", () => {
    expect(read({ toolCallList: [null, 5, "x", {}, { id: 7, name: "f" }, { toolCall: {} }] })).toEqual([]);
    expect(readToolCalls({ type: "tool-calls" })).toEqual([]);
  });
});
