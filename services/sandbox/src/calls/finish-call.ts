import { twilioCallStatusForm } from "../twilio/call-status-form.ts";
import { twilioWebhook } from "../webhooks/twilio-webhook.ts";
import { saveCall, type CallSession } from "./call-session.ts";
import { reportOf } from "./report.ts";
import { notify } from "./server-messages.ts";

/** Between a call's end and its report VAPI analyses the call. */
const ANALYSIS_MS: readonly [number, number] = [2_000, 4_000];

/**
 * Ends a call: status, Twilio's callback, and after the analysis the report.
 *
 * @param reason VAPI's `endedReason`
 */
export async function finishCall(session: CallSession, reason: string): Promise<void> {
  const { call, clock } = session;
  const endedAt = clock.now();
  for (const turn of call.turns) turn.endAt = Math.min(turn.endAt, endedAt);
  call.status = "ended";
  call.endedAt = endedAt;
  call.endedReason = reason;
  saveCall(session);
  notify(session, "status-update", {
    status: "ended",
    endedReason: reason,
    ...(call.type === "inboundPhoneCall" && !call.startedAt
      ? { inboundPhoneCallDebuggingArtifacts: { error: reason, assistantRequestError: reason } }
      : {}),
  });
  sendTwilioStatus(session);
  await clock.settle(session.random.between(...ANALYSIS_MS));
  const { endedReason: _reason, ...report } = reportOf(session.sandbox, call);
  notify(session, "end-of-call-report", { endedReason: reason, ...report });
  call.reportedAt = Date.now();
  saveCall(session);
  await session.lastSent;
}

/** Twilio tells the number's status callback once, at the end. */
function sendTwilioStatus({ sandbox, call }: CallSession): void {
  const number = sandbox.store.twilioNumbers.find((known) => known.phoneNumber === call.lineNumber);
  if (!number?.statusCallback || call.type !== "inboundPhoneCall") return;
  const form = twilioCallStatusForm(sandbox.secrets.twilioAccountSid, call);
  const target = { url: number.statusCallback, type: `call.${form.CallStatus}`, callId: call.id };
  void sandbox.deliverer.send(twilioWebhook(sandbox.secrets.twilioAuthToken, target, form));
}
