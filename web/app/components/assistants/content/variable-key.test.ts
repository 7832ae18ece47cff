import { templateVariable } from "@callflex/contracts/template";
import { expect, it } from "vitest";
import { variableKey } from "./variable-key.ts";

it.each([
  ["Name of the company", [], "nameOfTheCompany"],
  ["Café & Bar", [], "cafeBar"],
  ["24 hour number", [], "hourNumber"],
  ["!!!", [], "value"],
  ["Fee", ["fee"], "fee2"],
  ["Fee", ["fee", "fee2"], "fee3"],
  ["A very long label that goes on and on and on for ever", [], "aVeryLongLabelThatGoesOnAndOnAndOnFor"],
])("%j beside %j is %s", (label, taken, key) => {
  expect(variableKey(label, new Set(taken))).toBe(key);
  expect(templateVariable.safeParse({ key, label: "Label", type: "text", required: true }).success).toBe(true);
});
