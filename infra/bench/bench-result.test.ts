import { expect, test } from "vitest";
import { median, quantile } from "./bench-result.ts";

test("the median of three is the middle one, whatever their order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([2, 1])).toBe(1.5);
});

test("a quantile lies between its neighbours, and the ends are the extremes", () => {
  const values = Array.from({ length: 101 }, (_, index) => 100 - index);
  expect(quantile(values, 0.99)).toBeCloseTo(99);
  expect(quantile(values, 0)).toBe(0);
  expect(quantile(values, 1)).toBe(100);
  expect(quantile([], 0.5)).toBeNaN();
});
