import type { CallActionType, CallOutcome } from "@callflex/contracts/enums";
import type { CallReport } from "@callflex/contracts/vapi/report";
import type { Tx } from "@callflex/db/transaction";
import { upsertCaller } from "../contacts/upsert-caller.ts";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import { notifyAboutItem } from "../notifications/notify-about-item.ts";
import { requestNotifications } from "../notifications/request-notifications.ts";
import { loadSettings } from "../organizations/load-settings.ts";
import { endTestCall } from "../test-calls/end-test-call.ts";
import { recordUsage } from "../usage/record-usage.ts";
import { decideOutcome, isMissed } from "./decide-outcome.ts";
import type { CallKey } from "./ensure-call.ts";
import { forgetWords } from "./forget-words.ts";
import { loadReports, type LoadedReport } from "./load-reports.ts";
import { recordStep } from "./record-step.ts";
import { replaceTranscript } from "./replace-transcript.ts";

/** The call's report is not kept any more, so there is nothing to settle the call from. */
export class ReportGone extends Error {
  override name = "ReportGone";
}

interface CallRow {
  caller_number: string | null;
  caller_name: string | null;
  provider_call_id: string;
  refusal: string | null;
  keeps_recording: boolean;
}

/**
 * Settles a call from all reports that were received for it: call, transcript, recording, contact, usage, timeline and the
 * intents of what comes next, all in the given transaction. Done again, it converges: nothing is counted or sent twice.
 *
 * @param input.workflowId the workflow that settles, shown in the timeline
 * @returns `needsArtifacts`: the report came without a recording or analysis that may still appear at the provider
 * @throws {ReportGone} no report of the call is kept
 */
export async function settleCall(
  tx: Tx,
  input: { organizationId: string; callId: string; workflowId: string },
): Promise<{ needsArtifacts: boolean; outcome: CallOutcome }> {
  const found = await lockRow(tx, input);
  const loaded =
    found &&
    (await loadReports(tx, { organizationId: input.organizationId, providerCallId: found.row.provider_call_id }));
  if (!found || !loaded) throw new ReportGone(`no report of call ${input.callId} is kept`);
  const { call, row } = found;
  const { report } = loaded;

  const actions = await succeededActions(tx, call);
  const answeredAt = report.answeredAt ?? (report.durationSeconds ? call.startedAt : null);
  const facts = {
    endedReason: report.endedReason,
    answered: answeredAt !== null,
    durationSeconds: report.durationSeconds ?? 0,
    callerSpoke: report.segments.some((segment) => segment.speaker === "caller"),
    refused: row.refusal !== null,
    actions,
  };
  const outcome = decideOutcome(facts);
  const callerName = heardName(report) ?? row.caller_name;
  const isTest = await endTestCall(tx, {
    organizationId: call.organizationId,
    providerCallId: row.provider_call_id,
    answered: facts.answered,
    endedReason: report.endedReason,
  });
  // Whoever tries an assistant is no customer of the business.
  const contactId = isTest
    ? null
    : await upsertCaller(tx, {
        organizationId: call.organizationId,
        callerNumber: row.caller_number,
        heardName: callerName,
        calledAt: call.startedAt,
      });

  await updateCall(tx, call, { report, outcome, answeredAt, callerName, contactId });
  const keeps = row.keeps_recording;
  if (keeps) await replaceTranscript(tx, call, report.segments);
  else await forgetWords(tx, call, row.provider_call_id);
  await upsertRecording(tx, call, keeps ? report : { ...report, recording: null });
  await tx.run(
    `UPDATE inbox_items SET contact_id = $3, caller_number = coalesce(caller_number, $4)
     WHERE organization_id = $1 AND call_id = $2
       AND (contact_id IS DISTINCT FROM $3 OR (caller_number IS NULL AND $4::text IS NOT NULL))`,
    [call.organizationId, call.callId, contactId, row.caller_number],
  );
  await requestCallNotifications(tx, call, { outcome, isTest });
  await recordSteps(tx, call, { loaded, outcome, workflowId: input.workflowId });
  const usage = await recordUsage(tx, {
    ...call,
    durationSeconds: facts.durationSeconds,
    answered: facts.answered,
    outcome,
  });
  await recordStep(tx, {
    ...call,
    startedAt: undefined,
    step: "usage_recorded",
    state: "done",
    detail: `${usage.billedSeconds} of ${facts.durationSeconds} seconds count`,
    workflowId: input.workflowId,
  });
  await emitLiveEvent(tx, { organizationId: call.organizationId, type: "call_ended", callId: call.callId });
  if (usage.changed)
    await emitLiveEvent(tx, { organizationId: call.organizationId, type: "usage_changed", callId: call.callId });
  return {
    needsArtifacts:
      facts.answered && ((keeps && report.recording === null) || (report.summary === null && facts.callerSpoke)),
    outcome,
  };
}

/** The call's row, read behind its lock: what was committed while we waited for that counts. */
async function lockRow(
  tx: Tx,
  { organizationId, callId }: { organizationId: string; callId: string },
): Promise<{ call: CallKey; row: CallRow } | null> {
  const [ref] = await tx.rows<{ started_at: Date }>(
    "SELECT started_at FROM call_refs WHERE organization_id = $1 AND call_id = $2 FOR UPDATE",
    [organizationId, callId],
  );
  if (!ref) return null;
  const [row] = await tx.rows<CallRow>(
    `SELECT caller_number, caller_name, provider_call_id, refusal, keeps_recording FROM calls
     WHERE organization_id = $1 AND id = $2 AND started_at = $3`,
    [organizationId, callId, ref.started_at],
  );
  return row ? { call: { organizationId, callId, startedAt: ref.started_at }, row } : null;
}

async function succeededActions(tx: Tx, call: CallKey): Promise<CallActionType[]> {
  const actions = await tx.rows<{ type: CallActionType }>(
    `SELECT type FROM call_actions WHERE organization_id = $1 AND call_id = $2 AND started_at = $3 AND status = 'succeeded'`,
    [call.organizationId, call.callId, call.startedAt],
  );
  return actions.map((action) => action.type);
}

function heardName(report: CallReport): string | null {
  const name = report.structuredData?.["callerName"];
  return typeof name === "string" && name.trim() ? name.trim().slice(0, 120) : null;
}

function readSentiment(report: CallReport): string | null {
  const sentiment = report.structuredData?.["sentiment"];
  return typeof sentiment === "string" && ["positive", "neutral", "negative"].includes(sentiment) ? sentiment : null;
}

async function updateCall(
  tx: Tx,
  call: CallKey,
  settled: {
    report: LoadedReport["report"];
    outcome: CallOutcome;
    answeredAt: Date | null;
    callerName: string | null;
    contactId: string | null;
  },
): Promise<void> {
  const { report } = settled;
  await tx.run(
    `UPDATE calls
     SET status = 'ended', outcome = $4, answered_at = $5, ended_at = $6, ended_reason = $7,
         duration_seconds = $8, summary = $9, success = $10, sentiment = $11, analysis = $12,
         cost_micros = $13, cost_currency = CASE WHEN $13::bigint IS NOT NULL THEN 'USD' END, cost_breakdown = $14,
         caller_name = $15, contact_id = $16, settled_at = coalesce(settled_at, now())
     WHERE organization_id = $1 AND id = $2 AND started_at = $3`,
    [
      call.organizationId,
      call.callId,
      call.startedAt,
      settled.outcome,
      settled.answeredAt,
      report.endedAt,
      report.endedReason,
      report.durationSeconds ?? 0,
      report.summary,
      report.success,
      readSentiment(report),
      report.structuredData ? JSON.stringify(report.structuredData) : null,
      report.costMicros,
      report.costBreakdown ? JSON.stringify(report.costBreakdown) : null,
      settled.callerName,
      settled.contactId,
    ],
  );
}

async function upsertRecording(tx: Tx, call: CallKey, report: CallReport): Promise<void> {
  const lastEnd = report.segments.at(-1)?.endMs ?? null;
  await tx.run(
    `INSERT INTO call_recordings (organization_id, call_id, started_at, state, channels, duration_ms)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organization_id, call_id, started_at) DO UPDATE
     SET state = EXCLUDED.state, channels = EXCLUDED.channels, duration_ms = EXCLUDED.duration_ms
     WHERE call_recordings.state = 'none' OR EXCLUDED.state = 'available'`,
    [
      call.organizationId,
      call.callId,
      call.startedAt,
      report.recording ? "available" : "none",
      report.recording ?? "mono",
      report.durationSeconds !== null ? report.durationSeconds * 1000 : lastEnd,
    ],
  );
}

async function requestCallNotifications(
  tx: Tx,
  call: CallKey,
  { outcome, isTest }: { outcome: CallOutcome; isTest: boolean },
): Promise<void> {
  const items = await tx.rows<{ id: string; kind: "message" | "callback" | "callout" }>(
    "SELECT id, kind FROM inbox_items WHERE organization_id = $1 AND call_id = $2 ORDER BY id",
    [call.organizationId, call.callId],
  );
  for (const item of items) {
    await notifyAboutItem(tx, {
      organizationId: call.organizationId,
      callId: call.callId,
      itemId: item.id,
      kind: item.kind,
    });
  }
  if (items.length > 0 || isTest || !isMissed(outcome)) return;
  const { notifications } = await loadSettings(tx, call.organizationId);
  await requestNotifications(tx, {
    organizationId: call.organizationId,
    callId: call.callId,
    kind: "missed_call",
    dedupePrefix: `missed/${call.callId}`,
    settings: notifications,
  });
}

async function recordSteps(
  tx: Tx,
  call: CallKey,
  { loaded, outcome, workflowId }: { loaded: LoadedReport; outcome: CallOutcome; workflowId: string },
): Promise<void> {
  const { organizationId, callId } = call;
  await tx.run(
    `INSERT INTO call_processing_steps (id, organization_id, call_id, step, state, started_at, finished_at)
     VALUES (gen_random_uuid(), $1, $2, 'event_received', 'done', $3, $3)
     ON CONFLICT (organization_id, call_id, step, subject) DO NOTHING`,
    [organizationId, callId, loaded.receivedAt],
  );
  await recordStep(tx, { organizationId, callId, step: "call_settled", state: "done", detail: outcome, workflowId });
}
