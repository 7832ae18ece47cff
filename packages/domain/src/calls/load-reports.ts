import { mergeReports, readReport, type CallReport } from "@callflex/contracts/vapi/report";
import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import { readCallFacts, type CallFacts } from "@callflex/contracts/vapi/call-facts";
import type { Tx } from "@callflex/db/transaction";

/** All that the provider reported at the end of a call. */
export interface LoadedReport {
  report: CallReport;
  facts: CallFacts;
  /** When the first report reached us. */
  receivedAt: Date;
}

/**
 * Reads every end-of-call report of a call that was received and makes one of them, so that the order of arrival doesn't
 * matter.
 *
 * @returns null when none is kept
 */
export async function loadReports(
  tx: Tx,
  { organizationId, providerCallId }: { organizationId: string; providerCallId: string },
): Promise<LoadedReport | null> {
  const events = await tx.rows<{ body: Buffer; received_at: Date }>(
    `SELECT body, received_at FROM outbox_events
     WHERE provider = 'vapi' AND scope = $1 AND event_key = $2 ORDER BY received_at, id`,
    [organizationId, `end-of-call-report:${providerCallId}`],
  );
  const [first] = events;
  if (!first) return null;
  const messages = events.map((event) => parseVapiMessage(event.body));
  const facts = messages.map(readCallFacts).find((found) => found !== null);
  if (!facts) return null;
  return { report: mergeReports(messages.map(readReport)), facts, receivedAt: first.received_at };
}
