import { expect, test } from "vitest";
import { isOfCountry } from "./is-of-country.ts";

test.each([
  ["+12125550177", "US", true],
  // Not in use anywhere.
  ["+14150001234", "US", true],
  ["+18769221212", "US", false],
  ["+14165550123", "US", false],
  ["+14165550123", "CA", true],
  ["+442071838750", "US", false],
  ["+442071838750", "GB", true],
  ["nonsense", "US", false],
  ["+12125550177", "??", false],
])("%s is of %s: %s", (number, country, is) => {
  expect(isOfCountry(number, country)).toBe(is);
});
