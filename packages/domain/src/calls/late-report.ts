import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import { newId } from "@callflex/db/ids";
import type { ReceivedEvent } from "../outbox/record-events.ts";
import { eventKey, revisionOf } from "./vapi-event-key.ts";

/** Members of VAPI's call that an end-of-call report has at the top of its message. */
const REPORTED = [
  "endedReason",
  "startedAt",
  "endedAt",
  "cost",
  "costBreakdown",
  "analysis",
  "artifact",
  "messages",
  "recordingUrl",
  "stereoRecordingUrl",
  "summary",
] as const;

/** Members that tell which call it is. The rest (control addresses, transport) is not kept. */
const IDENTIFYING = [
  "id",
  "createdAt",
  "type",
  "phoneNumberId",
  "assistantId",
  "phoneCallProviderId",
  "customer",
] as const;

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => from[name] != null).map((name) => [name, from[name]]));
}

/**
 * Makes an end-of-call report of a call as VAPI's API tells it.
 *
 * @param input.call VAPI's answer to `GET /call/:id`
 * @param input.deliver whether the relay is to do what it does about a report
 * @returns null while the call still runs
 */
export function lateReport(input: { organizationId: string; call: object; deliver: boolean }): ReceivedEvent | null {
  const { organizationId, deliver } = input;
  const call = input.call as Record<string, unknown>;
  if (call["status"] !== "ended") return null;
  const body = Buffer.from(
    JSON.stringify({ message: { type: "end-of-call-report", ...pick(call, REPORTED), call: pick(call, IDENTIFYING) } }),
  );
  const message = parseVapiMessage(body);
  const id = newId();
  return {
    id,
    provider: "vapi",
    scope: organizationId,
    eventKey: eventKey(message, id),
    revision: revisionOf(message),
    type: message.type,
    organizationId,
    orderingKey: deliver && message.call ? `vapi:${organizationId}:${message.call.id}` : null,
    body,
    deliver,
  };
}
