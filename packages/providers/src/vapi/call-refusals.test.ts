import { expect, test } from "vitest";
import { statusError } from "./client.ts";
import { refusalWords } from "./call-refusals.ts";

test.each([
  ["Twilio Error 21211: The 'To' number +15005550001 is not a valid phone number.", "invalid_number"],
  ["customer.number must be a valid phone number in the E.164 format", "invalid_number"],
  ["21215: Account not authorized to call +442071838750", "country_not_open"],
  ["Over Concurrency Limit", "too_many_calls"],
  ["Couldn't Find Assistant. assistantId 123 does not exist", "no_assistant"],
])("%s", (said, code) => {
  const error = refusalWords(statusError(400, said));
  expect(error).toMatchObject({ code, retryable: false });
  expect(error.customerMessage).not.toMatch(/vapi|twilio|\d{5}/i);
});

test("what nobody knows stays as it is, and so does what may pass", () => {
  const unknown = statusError(400, "Something else");
  expect(refusalWords(unknown)).toBe(unknown);
  const busy = statusError(429, "Over Concurrency Limit");
  expect(refusalWords(busy)).toBe(busy);
});
