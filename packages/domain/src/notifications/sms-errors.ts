/** Twilio's error codes of text messages in the words of who reads them (twilio.com/docs/api/errors). */
const REASONS: Record<string, string> = {
  20003: "Twilio does not accept the account's credentials.",
  21211: "The phone number of the recipient is not valid.",
  21212: "The phone number that it was to be sent from is not valid.",
  21408: "Sending text messages to the recipient's country is switched off at Twilio.",
  21606: "The phone number that it was to be sent from can't send text messages.",
  21608: "A Twilio trial account can only text numbers that were verified there.",
  21610: "The recipient has opted out of text messages from this number (STOP). They can text START to it.",
  21612: "The recipient can't be reached by text message from this number.",
  21614: "The recipient's number is not a mobile number.",
  21617: "The text is too long.",
  30003: "The recipient's phone can't be reached.",
  30004: "The recipient blocks text messages.",
  30005: "The recipient's number is unknown or no longer in use.",
  30006: "The recipient's number is a landline or can't receive text messages.",
  30007: "The carrier filtered the text message.",
  30008: "The carrier gave no reason.",
  30034: "The number is not registered for texting in the US yet (A2P 10DLC).",
};

/**
 * Says in words why a text message failed.
 *
 * @param code Twilio's error code, from the API's answer or the status callback
 */
export function explainSmsError(code: string | undefined): string {
  const known = code === undefined ? undefined : REASONS[code];
  if (known) return `${known} (Twilio ${code})`;
  return code ? `The text message was not delivered. (Twilio ${code})` : "The text message was not delivered.";
}
