import { applyTwilioStatus } from "@callflex/domain/calls/apply-twilio-status";
import { NotThereYet } from "@callflex/domain/errors";
import { messageKey, recordDeliveryStatus } from "@callflex/domain/notifications/record-delivery-status";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import type { Handler } from "../handler.ts";

function form(event: ClaimedEvent): URLSearchParams {
  return new URLSearchParams(event.body.toString("utf8").replaceAll("%00", ""));
}

/** Twilio ends calls after a day; a longer duration is not believed. */
const LONGEST_CALL_SECONDS = 24 * 3_600;

const callStatus: Handler = async (context, event) => {
  const fields = form(event);
  const duration = Number(fields.get("CallDuration") || Number.NaN);
  await context.effect((tx) =>
    applyTwilioStatus(tx, {
      callSid: fields.get("CallSid") ?? "",
      status: fields.get("CallStatus") ?? "",
      durationSeconds:
        Number.isInteger(duration) && duration >= 0 && duration <= LONGEST_CALL_SECONDS ? duration : null,
      forwardedFrom: fields.get("ForwardedFrom")?.trim().slice(0, 40) || null,
    }),
  );
  return "settled";
};

const messageStatus: Handler = async (context, event) => {
  const fields = form(event);
  const sid = fields.get("MessageSid") ?? "";
  const errorCode = fields.get("ErrorCode");
  const from = fields.get("From");
  const recorded = await context.prepare((tx) =>
    recordDeliveryStatus(tx, {
      channel: "sms",
      providerMessageId: sid,
      status: fields.get("MessageStatus") ?? "",
      ...(errorCode ? { errorCode } : {}),
      ...(from ? { from } : {}),
    }),
  );
  if (!recorded) throw new NotThereYet(messageKey("sms", sid));
  if (recorded.final) await context.workflows.signalDeliveryStatus(recorded.workflowId, recorded.final);
  return "done";
};

export const twilioHandlers: Record<string, Handler> = { "call-status": callStatus, "message-status": messageStatus };
