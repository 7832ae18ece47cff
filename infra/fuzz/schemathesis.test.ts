import { expect, test } from "vitest";
import { isNewEnough } from "./schemathesis.ts";

test.each([
  ["Python 3.11.7", true],
  ["Python 3.13.0rc1", true],
  ["Python 4.0.0", true],
  ["Python 3.10.14", false],
  ["Python 2.7.18", false],
  ["", false],
])("%s", (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});
