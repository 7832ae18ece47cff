import { z } from "zod";

/** Where a call stands while it runs. Ranked: a later event never leads back to a lower rank. */
export const callStatuses = ["ringing", "in_progress", "forwarding", "ended"] as const;
export const callStatus = z.enum(callStatuses);
export type CallStatus = z.infer<typeof callStatus>;

/** What came of a call. */
export const callOutcomes = [
  "answered",
  "message",
  "callback",
  "callout",
  "transferred",
  "missed",
  "abandoned",
  "refused",
  "failed",
] as const;
export const callOutcome = z.enum(callOutcomes);
export type CallOutcome = z.infer<typeof callOutcome>;

/** How a call came about. */
export const callDirection = z.enum(["inbound", "outbound", "web"]);
export type CallDirection = z.infer<typeof callDirection>;

/** Who speaks in a transcript. */
export const speaker = z.enum(["assistant", "caller"]);
export type Speaker = z.infer<typeof speaker>;

/** Functions that an assistant can call during a call; `unknown` keeps the record of one that we don't offer. */
export const callActionTypes = [
  "transferCall",
  "takeMessage",
  "scheduleCallback",
  "logDriverCallout",
  "unknown",
] as const;
export const callActionType = z.enum(callActionTypes);
export type CallActionType = z.infer<typeof callActionType>;

/** What a person has to work off. */
export const inboxKinds = ["message", "callback", "callout"] as const;
export const inboxKind = z.enum(inboxKinds);
export type InboxKind = z.infer<typeof inboxKind>;

/** What people are told about. */
export const notificationKinds = ["message", "callback", "callout", "missed_call"] as const;
export const notificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKind>;

export const notificationChannel = z.enum(["email", "sms"]);
export type NotificationChannel = z.infer<typeof notificationChannel>;

export const notificationState = z.enum(["pending", "sending", "sent", "delivered", "failed", "abandoned"]);
export type NotificationState = z.infer<typeof notificationState>;

/** Steps of a call's timeline: what was done about the call. */
export const processingSteps = [
  "event_received",
  "call_settled",
  "usage_recorded",
  "recording_fetched",
  "notification_sent",
  "notification_delivered",
] as const;
export const processingStep = z.enum(processingSteps);
export type ProcessingStep = z.infer<typeof processingStep>;

export const stepState = z.enum(["running", "waiting", "done", "failed", "skipped"]);
export type StepState = z.infer<typeof stepState>;

export const organizationRole = z.enum(["owner", "admin", "member", "viewer"]);
export type OrganizationRole = z.infer<typeof organizationRole>;

export const subscriptionStatus = z.enum(["trialing", "active", "past_due", "canceled", "unpaid"]);
export type SubscriptionStatus = z.infer<typeof subscriptionStatus>;

/** Events of the dashboard's live stream. */
export const liveEventTypes = [
  "call_started",
  "call_updated",
  "transcript_update",
  "call_ended",
  "inbox_changed",
  "number_progress",
  "usage_changed",
  "assistant_changed",
  "test_call_changed",
] as const;
export const liveEventType = z.enum(liveEventTypes);
export type LiveEventType = z.infer<typeof liveEventType>;
