import type { WebhookProvider } from "../webhooks/webhook.ts";

/** A number of the Twilio account. `id` is its SID. */
export interface TwilioNumber {
  id: string;
  phoneNumber: string;
  friendlyName: string;
  type: "local" | "mobile" | "toll-free";
  isoCountry: string;
  voiceUrl: string;
  voiceMethod: string;
  voiceFallbackUrl: string;
  smsUrl: string;
  smsMethod: string;
  smsFallbackUrl: string;
  statusCallback: string;
  statusCallbackMethod: string;
  addressSid: string | null;
  bundleSid: string | null;
  /** Whether carriers take its texts: an unregistered US number's messages end undelivered with 30034. */
  texting: "registered" | "unregistered";
  createdAt: number;
  updatedAt: number;
}

/** An address on file at Twilio. `id` is its SID. */
export interface TwilioAddress {
  id: string;
  customerName: string;
  friendlyName: string;
  street: string;
  city: string;
  region: string;
  postalCode: string;
  isoCountry: string;
  createdAt: number;
}

/** A number that somebody else has bought. `id` is the number, E.164. */
export interface TakenNumber {
  id: string;
}

/** A text message. `id` is its SID. */
export interface TwilioMessage {
  id: string;
  from: string | null;
  to: string;
  body: string;
  status: "accepted" | "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "received";
  direction: "outbound-api" | "outbound-reply" | "inbound";
  errorCode: number | null;
  messagingServiceSid: string | null;
  statusCallback: string | null;
  numSegments: number;
  numMedia: number;
  createdAt: number;
  sentAt: number | null;
  updatedAt: number;
}

/** A person who answered STOP. `id` is "<our number> <their number>". */
export interface OptOut {
  id: string;
}

/** What happened to a mail last. */
export type MailEvent =
  "queued" | "scheduled" | "canceled" | "sent" | "delivered" | "bounced" | "complained" | "suppressed" | "failed";

/** A mail handed to the Resend stand-in. */
export interface SentMail {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  cc: string[] | null;
  bcc: string[] | null;
  replyTo: string[] | null;
  subject: string;
  html: string | null;
  text: string | null;
  tags: { name: string; value: string }[];
  headers: Record<string, string>;
  attachments: string[];
  scheduledAt: string | null;
  lastEvent: MailEvent;
  idempotencyKey: string | null;
  createdAt: number;
}

/** An endpoint for Resend's webhooks. */
export interface ResendWebhook {
  id: string;
  endpoint: string;
  events: string[];
  status: "enabled" | "disabled";
  signingSecret: string;
  createdAt: number;
}

/** The answer kept for an idempotency key. `id` is "<path> <key>". */
export interface IdempotentAnswer {
  id: string;
  bodyHash: string;
  answer: unknown;
  createdAt: number;
}

/** An address that Resend no longer sends to. `id` is the address. */
export interface Suppression {
  id: string;
  reason: "previous_bounce" | "previous_complaint";
}

/** A webhook that was sent, with all its attempts. */
export interface Delivery {
  id: string;
  provider: WebhookProvider;
  type: string;
  url: string;
  callId: string | null;
  attempts: number;
  /** HTTP status of the last attempt; null while waiting, after a network fault, or when dropped. */
  status: number | null;
  error: string | null;
  state: "sending" | "delivered" | "failed" | "dropped";
  /** Duration of the last attempt in ms. */
  ms: number | null;
  createdAt: number;
}

/** What is remembered beside the resources. */
export interface Meta {
  id: "meta";
  orgId: string;
  /** Signs the links to recordings. */
  linkSecret: string;
  /** Calls placed since the state began; seeds each call's choices. */
  callsPlaced: number;
}
