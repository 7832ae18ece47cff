import { expect, test } from "vitest";
import { unansweredWords } from "./unanswered-words.ts";

test.each([
  ["customer-did-not-answer", "Nobody picked up."],
  ["customer-busy", "The line was busy. Try again in a moment."],
  ["twilio-failed-to-connect-call", "The call could not be connected. Check the number and try again."],
  ["assistant-not-found", "The assistant isn't set up for calls. Open it, press Sync, and try again."],
  ["call.start.error-get-transport", "Something went wrong before the call was answered. Try again in a moment."],
  [null, "Something went wrong before the call was answered. Try again in a moment."],
])("%s", (reason, words) => {
  expect(unansweredWords(reason)).toBe(words);
});
