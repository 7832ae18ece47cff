import { describe, expect, it } from "vitest";
import { countSegments } from "./segments.ts";
import { repliesInTwiml } from "./twiml-replies.ts";

describe("a text's segments", () => {
  it.each([
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    ["ä".repeat(160), 1],
    [`${"a".repeat(69)}“`, 1],
    [`${"a".repeat(70)}“`, 2],
  ])("of %j are counted", (body, count) => {
    expect(countSegments(body)).toBe(count);
  });
});

describe("replies in TwiML", () => {
  it("are the texts of its messages", () => {
    const twiml =
      '<?xml version="1.0"?><Response><Message>A &amp; B</Message><Message to="x"><Body>C</Body></Message></Response>';
    expect(repliesInTwiml(twiml)).toEqual(["A & B", "C"]);
    expect(repliesInTwiml("<Response/>")).toEqual([]);
    expect(repliesInTwiml("<html>502</html>")).toEqual([]);
  });
});
