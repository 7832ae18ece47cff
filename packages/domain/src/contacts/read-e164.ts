import { parsePhoneNumberFromString } from "libphonenumber-js";

/** Numbers that networks send for "anonymous" (Twilio's +266696687 spells ANONYMOUS on a keypad). */
const NOT_A_PERSON = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"]);

/**
 * A caller's number in E.164, or null for what isn't one: anonymous, restricted, SIP addresses, short codes.
 *
 * @param text as a provider gives it
 */
export function readE164(text: string | null | undefined): string | null {
  if (!text?.startsWith("+") || NOT_A_PERSON.has(text)) return null;
  const number = parsePhoneNumberFromString(text);
  return number?.isPossible() && /^\+[1-9]\d{6,14}$/.test(number.number) ? number.number : null;
}
