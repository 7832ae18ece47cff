import { describe, expect, it } from "vitest";
import { matterIn } from "./matter.ts";

describe("the matter in a sentence", () => {
  it.each([
    [
      "Hi, this is Tom. I'd like to leave a message: the invoice has a wrong address.",
      "The invoice has a wrong address.",
    ],
    [
      "Hi, this is Grace Lee, a pipe burst in my kitchen, can you take a message for the plumber? It's urgent.",
      "A pipe burst in my kitchen. It's urgent.",
    ],
    [
      "Hello, I'd like to book a consultation about a lease dispute.",
      "I'd like to book a consultation about a lease dispute.",
    ],
  ])("%j is %j", (said, matter) => {
    expect(matterIn(said, "takeMessage")).toBe(matter);
  });

  it.each(["Could I leave a message for the office, please?", "Hi, this is Tom Reyes.", "I want to leave a note"])(
    "%j has none",
    (said) => {
      expect(matterIn(said, "takeMessage")).toBeUndefined();
    },
  );
});
