import { lineDiff } from "@callflex/contracts/line-diff";
import { describe, expect, it } from "vitest";
import { diffBlocks } from "./diff-blocks.ts";

const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
const changed = text.with(9, "another line");
const shape = (before: string[], after: string[]) =>
  diffBlocks(lineDiff(before.join("\n"), after.join("\n"))).map(({ kind, lines }) => `${kind} ${lines.length}`);

describe("diffBlocks", () => {
  it("keeps a change with two lines around it in sight", () => {
    expect(shape(text, changed)).toEqual(["fold 7", "lines 6", "fold 8"]);
  });

  it("folds a text away in which nothing changed", () => {
    expect(shape(text, text)).toEqual(["fold 20"]);
  });

  it("doesn't fold a few lines", () => {
    expect(shape(["a", "b", "c", "d"], ["a", "b", "c", "x"])).not.toContain("fold 1");
    expect(shape([], ["a"])).toEqual(["lines 1"]);
  });
});
