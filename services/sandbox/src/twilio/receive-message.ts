import { ControlError } from "../http-error.ts";
import { newSid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { TwilioMessage } from "../state/records.ts";
import { twilioWebhook } from "../webhooks/twilio-webhook.ts";
import { handleKeyword, isOptedOut } from "./opt-out.ts";
import { placeFields } from "./places.ts";
import { countSegments } from "./segments.ts";
import { sendMessage } from "./send-message.ts";
import { repliesInTwiml } from "./twiml-replies.ts";

/** A text from a person. */
export interface InboundText {
  from: string;
  to: string;
  body: string;
}

/**
 * Takes a person's text to a number of the account: keeps it, handles STOP, START and HELP, calls the number's smsUrl
 * and sends what its TwiML says.
 *
 * @throws {ControlError} 404 when the account doesn't own the number
 */
export function receiveMessage(sandbox: Sandbox, text: InboundText): TwilioMessage {
  const number = sandbox.store.twilioNumbers.find((known) => known.phoneNumber === text.to);
  if (!number)
    throw new ControlError(404, `The Twilio account doesn't own ${text.to}: buy it, or POST /sandbox/twilio/numbers`);
  const now = Date.now();
  const message: TwilioMessage = {
    id: newSid("SM"),
    ...text,
    status: "received",
    direction: "inbound",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    numSegments: countSegments(text.body),
    numMedia: 0,
    createdAt: now,
    sentAt: now,
    updatedAt: now,
  };
  sandbox.store.messages.put(message);
  const ownReply = handleKeyword(sandbox, text.to, text.from, text.body);
  if (ownReply) reply(sandbox, text, ownReply);
  if (number.smsUrl) void callSmsUrl(sandbox, number.smsUrl, message);
  return message;
}

async function callSmsUrl(sandbox: Sandbox, url: string, message: TwilioMessage): Promise<void> {
  const from = message.from ?? "";
  const form = {
    ...placeFields("To", message.to),
    SmsMessageSid: message.id,
    NumMedia: "0",
    SmsSid: message.id,
    SmsStatus: "received",
    ...placeFields("From", from),
    Body: message.body,
    To: message.to,
    NumSegments: String(message.numSegments),
    MessageSid: message.id,
    AccountSid: sandbox.secrets.twilioAccountSid,
    From: from,
    ApiVersion: "2010-04-01",
  };
  const target = { url, type: "message.received", answerNeeded: true };
  const outcome = await sandbox.deliverer.send(twilioWebhook(sandbox.secrets.twilioAuthToken, target, form));
  if (outcome.status !== 200 || isOptedOut(sandbox, message.to, from)) return;
  for (const body of repliesInTwiml(outcome.body)) reply(sandbox, { from, to: message.to, body: message.body }, body);
}

function reply(sandbox: Sandbox, text: InboundText, body: string): void {
  sendMessage(sandbox, { from: text.to, to: text.from, body, direction: "outbound-reply" });
}
