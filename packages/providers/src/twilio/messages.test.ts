import { expect, test } from "vitest";
import { carriesReference } from "./messages.ts";

test.each([
  ["Message from Jane #K3F9X", "K3F9X", true],
  ["#K3F9X Message from Jane", "K3F9X", true],
  ["Message from Jane #K3F9X-2", "K3F9X", false],
  ["Message from Jane #K3F9X-2", "K3F9X-2", true],
  ["Message from Jane #K3F9XY", "K3F9X", false],
  ["Message from Jane K3F9X", "K3F9X", false],
])("%s carries %s: %s", (body, reference, expected) => {
  expect(carriesReference(body, reference)).toBe(expected);
});
