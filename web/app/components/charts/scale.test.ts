import { describe, expect, it } from "vitest";
import { gridLines, labelled } from "./scale.ts";
import { sparkPoints } from "./sparkline.tsx";

describe("gridLines", () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [42, [0, 10, 20, 30, 40, 50]],
    [71, [0, 20, 40, 60, 80]],
    [99_999, [0, 20_000, 40_000, 60_000, 80_000, 100_000]],
  ])("up to %i are %j", (max, lines) => expect(gridLines(max)).toEqual(lines));
});

it("labels today whatever the number of days", () => {
  for (const count of [7, 14, 30]) expect(labelled(count - 1, count)).toBe("always");
});

describe("sparkPoints", () => {
  it("spreads a line over the picture", () => {
    expect(sparkPoints([0, 5, 10]).map(([x, y]) => [x, y])).toEqual([
      [3, 33],
      [48, 18],
      [93, 3],
    ]);
  });

  it("puts a flat line in the middle", () => {
    expect(new Set(sparkPoints([4, 4, 4]).map(([, y]) => y))).toEqual(new Set([18]));
  });
});
