import type { CallActionType, CallOutcome } from "@callflex/contracts/enums";

/** A caller who hangs up within this time without a word had no conversation. */
const ABANDONED_WITHIN_SECONDS = 10;

/**
 * What came of a call, from the facts of its report and what was done during it.
 *
 * @param call.endedReason VAPI's reason, an open list of texts
 * @param call.answered whether the assistant took the call
 * @param call.callerSpoke whether the caller said anything
 * @param call.refused whether we declined the call ourselves; its caller may still have left a message
 * @param call.actions functions that succeeded during the call
 */
export function decideOutcome(call: {
  endedReason: string | null;
  answered: boolean;
  durationSeconds: number;
  callerSpoke: boolean;
  refused: boolean;
  actions: CallActionType[];
}): CallOutcome {
  const reason = call.endedReason ?? "";
  if (call.refused) return call.actions.includes("takeMessage") ? "message" : "refused";
  if (reason === "assistant-forwarded-call") return "transferred";
  if (call.actions.includes("logDriverCallout")) return "callout";
  if (call.actions.includes("scheduleCallback")) return "callback";
  if (call.actions.includes("takeMessage")) return "message";
  if (reason === "assistant-request-returned-forwarding-phone-number") return "transferred";
  if (/^call\.forwarding\.|transfer-failed/.test(reason)) return "missed";
  if (!call.answered) return /^customer-|^silence|voicemail/.test(reason) || reason === "" ? "missed" : "failed";
  if (/error|fault|failed|worker-shutdown|not-found|invalid/.test(reason) && !call.callerSpoke) return "failed";
  if (
    !call.callerSpoke &&
    (call.durationSeconds < ABANDONED_WITHIN_SECONDS || /^customer-ended|^silence/.test(reason))
  ) {
    return "abandoned";
  }
  return "answered";
}

/** Outcomes that the owner is told about as a missed call. */
export function isMissed(outcome: CallOutcome): boolean {
  return outcome === "missed" || outcome === "failed" || outcome === "refused";
}
