import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff.ts";

/** The difference as people write it. */
function written(before: string, after: string): string[] {
  const marks = { same: " ", added: "+", removed: "-" };
  return lineDiff(before, after).map(({ kind, text }) => `${marks[kind]}${text}`);
}

describe("lineDiff", () => {
  it("says nothing of what is equal", () => {
    expect(written("a\nb", "a\nb")).toEqual([" a", " b"]);
    expect(written("", "")).toEqual([]);
  });

  it("knows a text that comes or goes as a whole", () => {
    expect(written("", "a\nb")).toEqual(["+a", "+b"]);
    expect(written("a\nb", "")).toEqual(["-a", "-b"]);
  });

  it("marks what changed and keeps what is around it", () => {
    expect(written("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual([" a", "-b", "+x", " c", "+y", " d"]);
  });

  it("finds lines again that moved up", () => {
    expect(written("a\nb\nc", "c\na\nb")).toEqual(["+c", " a", " b", "-c"]);
  });

  it("gives both texts back, also where they are too long to be compared line by line", () => {
    const long = (word: string) => Array.from({ length: 1_200 }, (_, n) => `${word} ${n}`).join("\n");
    const lines = lineDiff(long("old"), long("new"));
    const side = (kind: string) =>
      lines
        .filter((line) => line.kind !== kind)
        .map(({ text }) => text)
        .join("\n");
    expect(side("added")).toBe(long("old"));
    expect(side("removed")).toBe(long("new"));
  });
});
