import type { TwilioMessage } from "../state/records.ts";
import { rfc2822 } from "./twilio-dates.ts";

/** USD a segment. */
const SEGMENT_PRICE = 0.0079;

const ERROR_TEXTS: Record<number, string> = {
  30003: "Unreachable destination handset",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
  30034: "US A2P 10DLC - Message from an Unregistered Number",
};

/** What an error code of a message means. */
export function messageErrorText(code: number | null): string | null {
  return code === null ? null : (ERROR_TEXTS[code] ?? "Unknown error");
}

/** A message, as Twilio shows it. The price comes with the rating, after it was sent. */
export function showMessage(accountSid: string, message: TwilioMessage): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.id}`;
  const rated = ["sent", "delivered", "received"].includes(message.status);
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: messageErrorText(message.errorCode),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.numMedia),
    num_segments: message.status === "accepted" ? "0" : String(message.numSegments),
    price: rated ? (-SEGMENT_PRICE * message.numSegments).toFixed(5) : null,
    price_unit: "USD",
    sid: message.id,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
