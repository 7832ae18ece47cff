import { expect, test } from "vitest";
import { sameCountry } from "./same-country.ts";

test.each([
  ["+14155550134", "+12125550177", true],
  // Not in use, so nobody can tell its country.
  ["+14155550134", "+14150001234", true],
  ["+14155550134", "+18769221212", false],
  ["+14155550134", "+14165550123", false],
  ["+14155550134", "+442071838750", false],
  ["+442071838750", "+442079460000", true],
  ["+14155550134", "nonsense", false],
])("%s and %s are of one country: %s", (one, other, same) => {
  expect(sameCountry(one, other)).toBe(same);
});
