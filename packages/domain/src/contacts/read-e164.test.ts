import { describe, expect, it } from "vitest";
import { readE164 } from "./read-e164.ts";

describe("readE164", () => {
  it.each(["+14155550134", "+442071838750", "+493012345678", "+6531585555"])("takes %s", (number) => {
    expect(readE164(number)).toBe(number);
  });

  it("takes off what people write between the digits", () => {
    expect(readE164("+1 (415) 555-0134")).toBe("+14155550134");
  });

  it.each([
    ["nothing", null],
    ["nothing", undefined],
    ["an empty text", ""],
    ["anonymous", "anonymous"],
    ["Restricted", "Restricted"],
    ["ANONYMOUS on the keypad", "+266696687"],
    ["RESTRICTED on the keypad", "+7378742833"],
    ["UNAVAILABLE on the keypad", "+86282452253"],
    ["a national number", "4155550134"],
    ["a short code", "+12345"],
    ["a SIP address", "sip:ada@example.com"],
    ["too many digits", "+1415555013412345"],
    ["a plus", "+"],
    ["words", "+call me"],
  ])("takes %s for no number: %j", (_what, text) => {
    expect(readE164(text)).toBeNull();
  });
});
