import { expect, test } from "vitest";
import { whyUncallable } from "./why-uncallable.ts";

const PREMIUM = "a premium-rate number";
const SHARED = "a shared-cost number";
const WORLDWIDE = "a number of a satellite or worldwide network";
const INCOMPLETE = "no complete telephone number";

test.each([
  ["+19005550123", PREMIUM],
  ["+449012345678", PREMIUM],
  ["+448712345678", PREMIUM],
  ["+499001234567", PREMIUM],
  ["+33899123456", PREMIUM],
  ["+979123456789", PREMIUM],
  ["+4918012345678", SHARED],
  ["+611300123456", SHARED],
  ["+41848123456", SHARED],
  ["+881612345678", WORLDWIDE],
  ["+883510012345", WORLDWIDE],
  // Networks that ignore what follows reach the number before it.
  ["+190055501239", INCOMPLETE],
  ["nonsense", INCOMPLETE],
  ["+14155550134", null],
  ["+18005550123", null],
  ["+80012345678", null],
  ["+442071838750", null],
  ["+447400123456", null],
  ["+443331234567", null],
])("%s: %s", (number, why) => {
  expect(whyUncallable(number)).toBe(why);
});
