import type { OfferedActionType } from "./call-actions.ts";
import type { CallActionType, CallOutcome, CallStatus, InboxKind, ProcessingStep } from "./enums.ts";
import type { AssistantLanguage } from "./template.ts";

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

/** What an assistant can do, for people. */
export const offeredFunctionLabels: Record<OfferedActionType, { title: string; about: string }> = {
  transferCall: {
    title: "Put callers through",
    about: "Connects the caller with a person, in the order that you set.",
  },
  takeMessage: { title: "Take messages", about: "Notes who called and why. Messages appear in the inbox." },
  scheduleCallback: {
    title: "Schedule callbacks",
    about: "Agrees on a time to call back. Callbacks appear in the inbox.",
  },
  logDriverCallout: { title: "Log driver callouts", about: "Notes which driver can't come and which shift is open." },
};

/** Languages of assistants, for people. */
export const languageLabels: Record<AssistantLanguage, string> = {
  en: "English",
  es: "Spanish",
  fr: "French",
  de: "German",
  pt: "Portuguese",
  it: "Italian",
  nl: "Dutch",
};
