import { expect, it } from "vitest";
import { phoneInput } from "./phone-input.ts";

it.each([
  ["+1 415 555 0134", "+14155550134"],
  ["(415) 555-0134", "+14155550134"],
  ["1.415.555.0134", "+14155550134"],
  ["0044 20 7946 0958", "+442079460958"],
  ["+442079460958", "+442079460958"],
  ["020 7946 0958", "02079460958"],
  ["555-CALL", "555-CALL"],
  ["", ""],
])("%j becomes %j", (typed, number) => expect(phoneInput(typed)).toBe(number));
