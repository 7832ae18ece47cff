import { expect, test } from "vitest";
import { findPlanted } from "./find-planted.ts";

const planted = new Map([
  ['cor"rect horse', "the password"],
  ["+14155550134", "the caller's number"],
]);

test.each([
  ["as it is", 'password=cor"rect horse'],
  ["in JSON", JSON.stringify({ password: 'cor"rect horse' })],
  ["in an address", "?p=cor%22rect%20horse"],
  ["in base64", Buffer.from('cor"rect horse').toString("base64")],
  ["without the plus", "tel:14155550134"],
])("is found %s", (_how, text) => {
  expect(findPlanted(planted, "the log", `before ${text} after`)).toHaveLength(1);
});

test("nothing is found where nothing is", () => {
  expect(findPlanted(planted, "the log", "correct horse, +14155550135")).toEqual([]);
});

test("what is found is named, but not told again", () => {
  const [finding] = findPlanted(planted, "the log", 'user typed cor"rect horse today');
  expect(finding).toMatch(/the log tells the password: …user typed ▮/);
  expect(finding).not.toContain("horse");
});
