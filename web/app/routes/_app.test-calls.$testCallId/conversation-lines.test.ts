import type { TranscriptSegment } from "@callflex/contracts/api/calls";
import { expect, it } from "vitest";
import { conversationLines } from "./conversation-lines.ts";

function segments(...lines: string[]): TranscriptSegment[] {
  return lines.map((line, index) => ({
    key: `live:${index}`,
    speaker: line.startsWith("A:") ? "assistant" : "caller",
    text: line.slice(2).trim(),
    startMs: index * 1000,
    endMs: null,
  }));
}

const shown = (transcript: TranscriptSegment[], typed: [string, number][]) =>
  conversationLines(
    transcript,
    typed.map(([text, after], index) => ({ key: `typed:${index}`, text, after })),
  ).map(({ speaker, text, pending }) => `${speaker === "assistant" ? "A" : "C"}: ${text}${pending ? " …" : ""}`);

it("what was typed stands there at once, and once when the transcript has it", () => {
  expect(shown(segments("A: Hello"), [["Hi", 1]])).toEqual(["A: Hello", "C: Hi …"]);
  expect(shown(segments("A: Hello", "C: hi "), [["Hi", 1]])).toEqual(["A: Hello", "C: hi"]);
});

it("the same words typed twice are two lines", () => {
  const typed: [string, number][] = [
    ["yes", 1],
    ["yes", 3],
  ];
  expect(shown(segments("A: Sure?", "C: yes", "A: Really?"), typed)).toEqual([
    "A: Sure?",
    "C: yes",
    "A: Really?",
    "C: yes …",
  ]);
});

it("words that the transcript never tells stay where they were typed", () => {
  expect(shown(segments("A: Hello", "A: Until six."), [["Open today?", 1]])).toEqual([
    "A: Hello",
    "C: Open today? …",
    "A: Until six.",
  ]);
});

it("a transcript that became shorter keeps what was typed", () => {
  expect(shown(segments("A: Hello"), [["Hi", 4]])).toEqual(["A: Hello", "C: Hi …"]);
});
