import { expect, test } from "vitest";
import { entityTag, versionsOf } from "./entity-tags.ts";

test.each([
  [undefined, null],
  ["*", null],
  ['"3"', [3]],
  ['"3", "5"', [3, 5]],
  ['W/"2", "3"', [3]],
])("If-Match %s means %j", (header, versions) => {
  expect(versionsOf(header)).toEqual(versions);
});

test.each(["3", 'W/"3"', '"abc"', "", '"99999999999"'])("If-Match %s matches nothing", (header) => {
  expect(() => versionsOf(header)).toThrow(expect.objectContaining({ kind: "precondition_failed" }));
});

test("a tag reads back", () => {
  expect(versionsOf(entityTag(7))).toEqual([7]);
});
