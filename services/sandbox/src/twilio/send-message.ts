import { setTimeout as sleep } from "node:timers/promises";
import { newSid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { TwilioMessage } from "../state/records.ts";
import { twilioWebhook } from "../webhooks/twilio-webhook.ts";
import { countSegments } from "./segments.ts";
import { placeOf } from "./places.ts";
import { receiptDate } from "./twilio-dates.ts";

/** What a message is made from. */
export interface NewMessage {
  from: string | null;
  to: string;
  body: string;
  direction: TwilioMessage["direction"];
  messagingServiceSid?: string;
  statusCallback?: string;
  numMedia?: number;
}

/** Real time between a message's steps. */
const STEP_MS = 120;

/** `+15005553` and the last three digits of an error code: messages there end undelivered with it (`+15005553034`: 30034). */
const UNDELIVERED = /^\+15005553(\d{3})$/;

/** Keeps a new message and starts its way to the phone. */
export function sendMessage(sandbox: Sandbox, given: NewMessage): TwilioMessage {
  const now = Date.now();
  const message: TwilioMessage = {
    id: newSid("SM"),
    from: given.from,
    to: given.to,
    body: given.body,
    status: given.from === null ? "accepted" : "queued",
    direction: given.direction,
    errorCode: null,
    messagingServiceSid: given.messagingServiceSid ?? null,
    statusCallback: given.statusCallback ?? null,
    numSegments: countSegments(given.body),
    numMedia: given.numMedia ?? 0,
    createdAt: now,
    sentAt: null,
    updatedAt: now,
  };
  sandbox.store.messages.put(message);
  void travel(sandbox, message);
  return message;
}

async function travel(sandbox: Sandbox, message: TwilioMessage): Promise<void> {
  const step = async (status: TwilioMessage["status"], errorCode: number | null = null) => {
    await sleep(STEP_MS, undefined, { signal: sandbox.stopping, ref: false });
    const now = Date.now();
    message.from ??= sandbox.store.twilioNumbers.all()[0]?.phoneNumber ?? null;
    message.status = status;
    message.errorCode = errorCode;
    message.updatedAt = now;
    if (status === "sent") message.sentAt = now;
    sandbox.store.messages.put(message);
    if (message.statusCallback) await report(sandbox, message, message.statusCallback);
  };
  try {
    await step("sent");
    const errorCode = undeliveredCode(sandbox, message);
    await step(errorCode === null ? "delivered" : "undelivered", errorCode);
  } catch (error) {
    if (!sandbox.stopping.aborted) sandbox.logger.error({ err: error, messageSid: message.id }, "a message got stuck");
  }
}

/** Why a message doesn't arrive, or null: special recipients, and US numbers that carriers don't know. */
function undeliveredCode(sandbox: Sandbox, message: TwilioMessage): number | null {
  const special = message.to.match(UNDELIVERED);
  if (special) return 30_000 + Number(special[1]);
  const sender = sandbox.store.twilioNumbers.find((number) => number.phoneNumber === message.from);
  return sender?.texting === "unregistered" && placeOf(message.to).country === "US" ? 30_034 : null;
}

async function report(sandbox: Sandbox, message: TwilioMessage, url: string): Promise<void> {
  const { twilioAccountSid, twilioAuthToken } = sandbox.secrets;
  const ended = message.status === "delivered" || message.status === "undelivered";
  const form = {
    SmsSid: message.id,
    SmsStatus: message.status,
    MessageStatus: message.status,
    To: message.to,
    MessageSid: message.id,
    AccountSid: twilioAccountSid,
    From: message.from ?? "",
    ApiVersion: "2010-04-01",
    ...(message.messagingServiceSid ? { MessagingServiceSid: message.messagingServiceSid } : {}),
    ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    ...(ended ? { RawDlrDoneDate: receiptDate(message.updatedAt) } : {}),
  };
  const target = { url, type: `message.${message.status}` };
  await sandbox.deliverer.send(twilioWebhook(twilioAuthToken, target, form));
}
