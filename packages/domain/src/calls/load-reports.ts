import { mergeReports, readReport, type CallReport } from "@callflex/contracts/vapi/report";
import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import type { Tx } from "@callflex/db/transaction";

/** All that the provider told about the end of a call. */
export interface LoadedReport {
  report: CallReport & { endedAt: Date };
  /** When the first report reached us. */
  receivedAt: Date;
}

/**
 * Reads every end-of-call report of a call that was received and makes one of them, so that the order of arrival doesn't
 * matter. What no report tells about the end comes from the status that told it first.
 *
 * @returns null when no report is kept
 */
export async function loadReports(
  tx: Tx,
  { organizationId, providerCallId }: { organizationId: string; providerCallId: string },
): Promise<LoadedReport | null> {
  const events = await tx.rows<{ body: Buffer; received_at: Date }>(
    `SELECT body, received_at FROM outbox_events
     WHERE provider = 'vapi' AND scope = $1 AND event_key = ANY ($2) ORDER BY received_at, id`,
    [organizationId, [`end-of-call-report:${providerCallId}`, `status-update:${providerCallId}:ended`]],
  );
  const told = events.map((event) => ({ message: parseVapiMessage(event.body), receivedAt: event.received_at }));
  const reports = told.filter(({ message }) => message.type === "end-of-call-report");
  const [first] = reports;
  if (!first) return null;
  const report = mergeReports(reports.map(({ message }) => readReport(message)));
  const statusReason = told.find(({ message }) => message.type === "status-update")?.message.endedReason ?? null;
  const firstTold = Math.min(...told.map(({ message, receivedAt }) => message.timestamp ?? receivedAt.getTime()));
  return {
    report: {
      ...report,
      endedAt: report.endedAt ?? new Date(firstTold),
      endedReason: report.endedReason ?? statusReason,
    },
    receivedAt: first.receivedAt,
  };
}
