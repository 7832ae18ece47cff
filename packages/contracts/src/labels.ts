import type { CallActionType, CallOutcome, CallStatus, InboxKind, ProcessingStep } from "./enums.ts";

/** Words for the enums. Apart from the schemas, so that a page that shows words does not carry zod. */

/** Where a call stands, for people. */
export const callStatusLabels: Record<CallStatus, string> = {
  ringing: "Ringing",
  in_progress: "In progress",
  forwarding: "Transferring",
  ended: "Ended",
};

/** What came of a call, for people. */
export const callOutcomeLabels: Record<CallOutcome, string> = {
  answered: "Answered",
  message: "Message taken",
  callback: "Callback scheduled",
  callout: "Callout logged",
  transferred: "Transferred",
  missed: "Missed",
  abandoned: "Caller hung up",
  refused: "Not taken",
  failed: "Failed",
};

/** What an assistant did during a call, for people. */
export const callActionLabels: Record<CallActionType, string> = {
  transferCall: "Transferred the call",
  takeMessage: "Took a message",
  scheduleCallback: "Scheduled a callback",
  logDriverCallout: "Logged a driver callout",
  unknown: "Asked for something unknown",
};

/** What a person has to work off, for people. */
export const inboxKindLabels: Record<InboxKind, string> = {
  message: "Message",
  callback: "Callback",
  callout: "Driver callout",
};

/** Steps of a call's timeline, for people. */
export const processingStepLabels: Record<ProcessingStep, string> = {
  event_received: "Report received",
  call_settled: "Call stored",
  usage_recorded: "Minutes counted",
  recording_fetched: "Recording fetched",
  notification_sent: "Notification sent",
  notification_delivered: "Notification delivered",
};
