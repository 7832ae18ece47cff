import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { recordEventsWith } from "../outbox/record-events.ts";
import { settleCall } from "./settle-call.ts";
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
 * Takes a call as VAPI's API tells it as one more report of the call and settles the call from all of them. A call told
 * the same as before changes nothing.
 *
 * @param input.call VAPI's answer to `GET /call/:id`
 * @returns what {@link settleCall} returns; null when VAPI says nothing that a report has not told, or the call still runs
 */
export async function applyLateReport(
  tx: Tx,
  input: { organizationId: string; callId: string; call: object; workflowId: string },
): Promise<{ needsArtifacts: boolean } | null> {
  const call = input.call as Record<string, unknown>;
  if (call["status"] !== "ended") return null;
  const body = Buffer.from(
    JSON.stringify({ message: { type: "end-of-call-report", ...pick(call, REPORTED), call: pick(call, IDENTIFYING) } }),
  );
  const message = parseVapiMessage(body);
  const id = newId();
  const added = await recordEventsWith(tx, [
    {
      id,
      provider: "vapi",
      scope: input.organizationId,
      eventKey: eventKey(message, id),
      revision: revisionOf(message),
      type: message.type,
      organizationId: input.organizationId,
      orderingKey: null,
      body,
      deliver: false,
    },
  ]);
  if (added.size === 0) return null;
  return await settleCall(tx, input);
}
