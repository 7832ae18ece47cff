import type { CallRecord } from "../state/call-record.ts";
import type { TwilioForm } from "../webhooks/twilio-webhook.ts";
import { placeFields } from "./places.ts";
import { rfc2822 } from "./twilio-dates.ts";

/** The status that Twilio gives a call that is over or lives. */
export function twilioCallStatus(call: CallRecord): string {
  if (call.status === "queued") return "queued";
  if (call.status === "ringing") return "ringing";
  if (call.status !== "ended") return "in-progress";
  if (call.startedAt) return "completed";
  if (call.endedReason === "customer-busy") return "busy";
  if (call.endedReason === "customer-did-not-answer") return "no-answer";
  return call.endedReason === "customer-ended-call" ? "no-answer" : "failed";
}

/** Seconds that a call lasted, as Twilio counts them. */
export function twilioCallSeconds(call: CallRecord): number {
  return call.startedAt && call.endedAt ? Math.max(1, Math.round((call.endedAt - call.startedAt) / 1000)) : 0;
}

/** The form of the status callback at the end of an inbound call. */
export function twilioCallStatusForm(accountSid: string, call: CallRecord): TwilioForm {
  const from = call.customerNumber ?? "";
  const to = call.lineNumber ?? "";
  const status = twilioCallStatus(call);
  const seconds = twilioCallSeconds(call);
  return {
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    CallSid: call.callSid ?? "",
    CallStatus: status,
    Called: to,
    Caller: from,
    Direction: "inbound",
    From: from,
    ...placeFields("From", from),
    To: to,
    ...placeFields("To", to),
    ...(call.forwardedFrom ? { ForwardedFrom: call.forwardedFrom } : {}),
    ...(status === "completed" ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
    Timestamp: rfc2822(call.endedAt ?? Date.now()),
    CallbackSource: "call-progress-events",
    SequenceNumber: "0",
  };
}
