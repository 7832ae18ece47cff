import { expect, test } from "vitest";
import { slugOf, withRandomSuffix } from "./organization-slug.ts";

test.each([
  ["Smith & Söhne", "smith-and-sohne"],
  ["  Hill's Plumbing, Inc. ", "hill-s-plumbing-inc"],
  ["Zahnärzte am Markt 7", "zahnarzte-am-markt-7"],
  ["株式会社", "organization"],
  ["---", "organization"],
  ["a".repeat(120), "a".repeat(48)],
  [`${"a".repeat(47)} b`, "a".repeat(47)],
])("%s becomes %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a taken slug gets a suffix that is still a slug", () => {
  expect(withRandomSuffix("smith")).toMatch(/^smith-[a-z0-9]{5}$/);
});
