import type { Tx } from "@callflex/db/transaction";
import { recordEventsWith } from "../outbox/record-events.ts";
import { lateReport } from "./late-report.ts";
import { settleCall } from "./settle-call.ts";

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
  const report = lateReport({ ...input, deliver: false });
  if (!report) return null;
  const added = await recordEventsWith(tx, [report]);
  if (added.size === 0) return null;
  return await settleCall(tx, input);
}
