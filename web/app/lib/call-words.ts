import type { CallListItem } from "@callflex/contracts/api/calls";
import { formatPhone } from "./format.ts";

type Caller = Pick<CallListItem, "callerName" | "callerNumber"> & Partial<Pick<CallListItem, "direction">>;

/** @returns the caller's name, else the number, else words for nobody known */
export function callerTitle({ callerName, callerNumber, direction }: Caller): string {
  if (callerName) return callerName;
  if (callerNumber) return formatPhone(callerNumber);
  return direction === "web" ? "Somebody in the browser" : "Unknown caller";
}

/** Says what happened in a call, or what is happening, when there is no summary. */
export function whatHappened(call: Pick<CallListItem, "status" | "outcome" | "summary">): string {
  if (call.summary) return call.summary;
  if (call.status === "ringing") return "The phone is ringing.";
  if (call.status === "forwarding") return "The call is being put through.";
  if (call.status === "in_progress") return "The assistant is talking with the caller.";
  return OUTCOME_SENTENCES[call.outcome ?? "none"];
}

const OUTCOME_SENTENCES: Record<NonNullable<CallListItem["outcome"]> | "none", string> = {
  answered: "The assistant answered the caller.",
  message: "The caller left a message.",
  callback: "The caller asked to be called back.",
  callout: "A driver called out.",
  transferred: "The caller was put through.",
  missed: "Nobody answered this call.",
  abandoned: "The caller hung up early.",
  refused: "The call was not taken.",
  failed: "The call broke off because of a fault.",
  none: "The report of this call is being processed.",
};

const ENDINGS: Record<string, string> = {
  "customer-ended-call": "The caller hung up",
  "customer-busy": "The line was busy",
  "customer-did-not-answer": "Nobody picked up",
  "silence-timed-out": "Nobody spoke any more",
  voicemail: "A voicemail answered",
  "assistant-ended-call": "The assistant ended the call",
  "assistant-said-end-call-phrase": "The assistant said goodbye",
  "assistant-forwarded-call": "The assistant put the caller through",
  "exceeded-max-duration": "The longest allowed duration was reached",
  "assistant-request-failed": "CallFlex could not be asked who answers",
  "assistant-request-returned-error": "CallFlex did not say who answers",
  "assistant-request-returned-no-assistant": "No assistant was assigned",
  "assistant-request-returned-invalid-assistant": "The assistant's settings were refused",
  "assistant-not-found": "The assistant was not found",
  "twilio-failed-to-connect-call": "The phone company could not connect the call",
  "worker-shutdown": "The voice service restarted",
  "call.forwarding.no-answer": "The person it was put through to did not answer",
  "call.forwarding.operator-busy": "The person it was put through to was busy",
  "call.in-progress.error-transfer-failed": "Putting the caller through failed",
};

/**
 * Says in words why a call ended. The provider's list is open (facts: over 600 values), so what is not known by name is
 * told by its group.
 */
export function endedReasonInWords(reason: string): string {
  const known = ENDINGS[reason];
  if (known) return known;
  if (reason.includes("transfer") || reason.includes("forwarding")) return "Putting the caller through did not work";
  if (/error|fault|failed/.test(reason)) return "A fault at the voice service ended the call";
  const words = reason.split(/[.-]/).join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
