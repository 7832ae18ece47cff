import { expect, it } from "vitest";
import { usageLevel } from "./usage.ts";

const used = (billedMinutes: number, includedMinutes: number) =>
  usageLevel({ billedMinutes, includedMinutes, periodStart: "", periodEnd: "" });

it.each([
  [0, 200, "fine"],
  [159, 200, "fine"],
  [160, 200, "near"],
  [199, 200, "near"],
  [200, 200, "over"],
  [250, 200, "over"],
  [0, 0, "fine"],
  [1, 0, "over"],
])("%i of %i minutes are %s", (billed, included, level) => expect(used(billed, included).level).toBe(level));
