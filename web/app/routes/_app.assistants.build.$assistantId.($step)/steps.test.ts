import { assistantContent } from "@callflex/contracts/assistant";
import { expect, it } from "vitest";
import { STEPS, stepOf, stepPath } from "./steps.ts";

it("asks for each part of an assistant once", () => {
  const asked = STEPS.flatMap(({ parts }) => parts);
  expect(asked.toSorted()).toEqual(Object.keys(assistantContent.shape).toSorted());
});

it("leads from one step to the next, and to the review", () => {
  const first = stepOf(undefined)!;
  const last = stepOf("voice")!;
  expect(stepPath("1", first)).toBe("/assistants/build/1");
  expect(stepPath("1", first, 1)).toBe("/assistants/build/1/greeting");
  expect(stepPath("1", last, 1)).toBe("/assistants/build/1/review");
  expect(stepPath("1", stepOf("greeting")!, -1)).toBe("/assistants/build/1");
  expect(stepOf("nothing")).toBeUndefined();
});
