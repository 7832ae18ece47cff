import { ProviderError, type ProviderRemedy } from "../errors.ts";

/**
 * What VAPI says when it doesn't place a call. It hands on Twilio's words and codes (21211 and 21217 invalid number, 21215
 * and 21408 a country that isn't opened, 21214 not reachable), and has no codes of its own: its words are all there is.
 */
const REFUSALS: { said: RegExp; code: string; remedy: ProviderRemedy; words: string }[] = [
  {
    said: /212(?:11|14|17)|not a valid phone number|invalid .*(?:'to'|number)|customer\.number/i,
    code: "invalid_number",
    remedy: "correct_input",
    words: "This phone number can't be called. Check it and try again.",
  },
  {
    said: /21215|21408|geo.?permission|international/i,
    code: "country_not_open",
    remedy: "correct_input",
    words: "Numbers of this country can't be called. Use a number of the country that your CallFlex number is in.",
  },
  {
    said: /concurren/i,
    code: "too_many_calls",
    remedy: "correct_input",
    words: "All lines are busy right now. Try again in a few minutes.",
  },
  {
    said: /assistant(?:id)? .*(?:not|exist)|couldn't find assistant/i,
    code: "no_assistant",
    remedy: "tell_operator",
    words: "The assistant isn't set up for calls. Open it, press Sync, and try again.",
  },
];

/** Puts a refusal of a call into words for the person who asked for it; other failures stay as they are. */
export function refusalWords(error: ProviderError): ProviderError {
  const known = error.retryable ? undefined : REFUSALS.find(({ said }) => said.test(error.message));
  if (!known) return error;
  const { code, remedy, words: customerMessage } = known;
  const { provider, message } = error;
  return new ProviderError({ provider, retryable: false, code, message, remedy, customerMessage, cause: error });
}
