import type { ProviderRemedy } from "../errors.ts";

/** What a code of Twilio means for us. */
export interface Refusal {
  /** Given where the HTTP status alone would say otherwise. */
  retryable?: boolean;
  remedy?: ProviderRemedy;
  /** For a customer to read. */
  words?: string;
}

const GONE = "This number was just taken by somebody else. Please choose another one.";
const NO_ADDRESS = "A number of this kind needs a business address on file. Please contact support to add yours.";
const NO_BUNDLE =
  "The authorities ask for papers before a number of this kind may be used (proof of business and address). " +
  "Please contact support to hand them in, or choose a number of another kind.";
const NOT_REACHABLE = "This phone number can't be reached. Please check it.";
const NO_TEXTS = "This phone number can't receive text messages.";
const NOT_ALLOWED_THERE = "Calls and texts to this country aren't enabled yet. Please contact support.";
const OUR_ACCOUNT =
  "Our phone account doesn't allow this at the moment. We have to look at it: please contact support.";

const anotherNumber = (words: string): Refusal => ({ remedy: "choose_another_number", words });
const correctInput = (words: string): Refusal => ({ remedy: "correct_input", words });
const operator = (words: string = OUR_ACCOUNT): Refusal => ({ remedy: "tell_operator", words });

/**
 * Codes whose meaning is known, from Twilio's error dictionary (twilio.com/docs/api/errors). A code that isn't here goes by
 * its HTTP status.
 */
export const refusals: Readonly<Record<string, Refusal>> = {
  // The account itself.
  10002: operator(), // a trial account wants more than it may have, such as a second number
  20003: operator(), // the credentials are wrong
  20005: operator(), // the account isn't active
  20429: { retryable: true, words: "There is a lot going on at the moment. We try again in a few seconds." },
  // Buying a number.
  21421: anotherNumber("This isn't a number that can be bought. Please choose another one."),
  21422: anotherNumber(GONE),
  21452: anotherNumber("There are no numbers in this area code at the moment. Please try one nearby."),
  21613: { remedy: "give_address", words: NO_ADDRESS },
  21615: { remedy: "give_address", words: NO_ADDRESS }, // a local one
  21628: {
    remedy: "give_address",
    words: "The address on file couldn't be found. Please contact support to correct it.",
  },
  21631: { remedy: "give_address", words: NO_ADDRESS },
  21649: { remedy: "give_bundle", words: NO_BUNDLE }, // none given, or not approved yet
  // Whom we call or write to, and from what.
  21210: operator(),
  21212: operator(),
  21211: correctInput(NOT_REACHABLE),
  21214: correctInput(NOT_REACHABLE),
  21217: correctInput(NOT_REACHABLE),
  21215: operator(NOT_ALLOWED_THERE),
  21216: operator(NOT_ALLOWED_THERE),
  21408: operator(NOT_ALLOWED_THERE),
  21606: operator("Texts can't be sent from this number."),
  21608: operator(), // a trial account writes to verified numbers alone
  21610: correctInput("This person asked for no more texts. Only they can change that, by texting START."),
  21611: { retryable: true, words: "Many texts are waiting to be sent. This one follows." }, // the queue empties by itself
  21612: correctInput(NO_TEXTS),
  21614: correctInput(NO_TEXTS),
  21617: correctInput("This text is too long: 1,600 characters fit."),
};
