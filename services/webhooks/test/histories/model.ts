import type { CallActionType, CallOutcome } from "@callflex/contracts/enums";
import { mergeReports, readReport } from "@callflex/contracts/vapi/report";
import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import { decideOutcome, isMissed } from "@callflex/domain/calls/decide-outcome";
import { readE164 } from "@callflex/domain/contacts/read-e164";
import { billableSeconds } from "@callflex/domain/usage/billable-seconds";
import { usagePeriod } from "@callflex/domain/usage/usage-period";
import type { HistoryPlan } from "./generate.ts";
import { CALLERS, type HistoryCall } from "./messages.ts";
import type { CallState, HistoryState } from "./state.ts";

const TWILIO_ORDER = ["ringing", "in-progress", "completed"];
const INBOX_KINDS: Partial<Record<CallActionType, string>> = {
  takeMessage: "message",
  scheduleCallback: "callback",
  logDriverCallout: "callout",
};

/** The report that all reports of a call make together, with what only the status tells about the end. */
function finalReport(call: HistoryCall) {
  const reports = call.messages.filter(({ type }) => type === "end-of-call-report");
  const merged = mergeReports(reports.map((message) => readReport(parseVapiMessage(JSON.stringify({ message })))));
  const endings = call.messages.filter(({ type, status }) => type === "end-of-call-report" || status === "ended");
  const statusTold = call.plan.statuses.includes("ended") ? "customer-ended-call" : null;
  return {
    ...merged,
    endedAt: merged.endedAt ?? new Date(Math.min(...endings.map(({ timestamp }) => timestamp))),
    endedReason: merged.endedReason ?? statusTold,
  };
}

function linesOf(call: HistoryCall, report: ReturnType<typeof finalReport>, answeredAt: Date | null): string[] {
  if (report.segments.length > 0) return report.segments.map((line) => `${line.startMs} ${line.speaker}: ${line.text}`);
  const zero = (answeredAt ?? call.createdAt).getTime();
  return call.messages
    .filter(({ type }) => type === "transcript")
    .map(
      ({ timestamp, role, transcript }) =>
        `${Math.max(0, timestamp - zero)} ${role === "user" ? "caller" : "assistant"}: ${String(transcript)}`,
    );
}

/** What a call must look like in the end. */
export function expectedCall(call: HistoryCall): CallState {
  const { plan } = call;
  const caller = CALLERS[plan.caller]!;
  const report = finalReport(call);
  const answeredAt = report.answeredAt ?? (report.durationSeconds ? call.createdAt : null);
  const durationSeconds = report.durationSeconds ?? 0;
  const actions = [
    ...plan.tools.map((type) => ({
      type: type as CallActionType,
      status: type === "unknown" ? "refused" : "succeeded",
    })),
    ...Array.from({ length: plan.transfers }, () => ({ type: "transferCall" as const, status: "succeeded" })),
  ];
  const outcome: CallOutcome = decideOutcome({
    endedReason: report.endedReason,
    answered: answeredAt !== null,
    durationSeconds,
    callerSpoke: report.segments.some(({ speaker }) => speaker === "caller"),
    refused: call.refused,
    actions: actions.filter(({ status }) => status === "succeeded").map(({ type }) => type),
  });
  const heard = report.structuredData?.["callerName"] as string | undefined;
  const sentiment = report.structuredData?.["sentiment"] as string | undefined;
  const inbox = plan.tools.flatMap((tool) => INBOX_KINDS[tool] ?? []).toSorted();
  const twilioStatus = TWILIO_ORDER.findLast((status) => plan.twilio.includes(status as "ringing")) ?? null;
  return {
    status: "ended",
    outcome,
    refusal: call.refused ? "caller_blocked" : null,
    startedAt: call.createdAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    endedAt: report.endedAt.toISOString(),
    endedReason: report.endedReason,
    durationSeconds,
    callerNumber: caller.number,
    callerName: heard ?? caller.network,
    hasAssistant: !call.refused,
    hasNumber: true,
    contactPhone: readE164(caller.number),
    summary: report.summary,
    sentiment: sentiment ?? null,
    costMicros: report.costMicros,
    stalls: plan.stalls,
    twilioStatus,
    twilioSeconds: twilioStatus === "completed" ? 61 : null,
    lines: linesOf(call, report, answeredAt),
    actions: actions.map(({ type, status }) => `${type} ${status}`).toSorted(),
    inbox: inbox.map((kind) => `${kind} from ${caller.number}, contact ${readE164(caller.number)}`),
    notified: inbox,
    toldMissed: inbox.length === 0 && isMissed(outcome) ? "yes" : "maybe",
    ledger: {
      durationSeconds,
      billedSeconds: billableSeconds({ durationSeconds, answered: answeredAt !== null }).billedSeconds,
      outcome,
    },
  };
}

/** The date of a moment in a time zone, `2026-09-02`. */
function dateIn(timezone: string, moment: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(moment);
}

/** What an organization must look like in the end. */
export function expectedState(history: HistoryPlan, calls: HistoryCall[], anchor: Date): HistoryState {
  const states = calls.map((call) => ({ call, state: expectedCall(call) }));
  const daily: HistoryState["daily"] = {};
  const periods: HistoryState["periods"] = {};
  const contacts: HistoryState["contacts"] = {};
  if (history.blockedCaller) contacts[CALLERS[0].number] = { name: null, firstCallAt: null, lastCallAt: null };
  for (const { call, state } of states) {
    const day = (daily[dateIn(history.timezone, call.createdAt)] ??= {
      calls: 0,
      transferred: 0,
      missed: 0,
      seconds: 0,
      billed: 0,
    });
    day.calls += 1;
    day.transferred += state.outcome === "transferred" ? 1 : 0;
    day.missed += isMissed(state.outcome as CallOutcome) ? 1 : 0;
    day.seconds += state.ledger!.durationSeconds;
    day.billed += state.ledger!.billedSeconds;
    const period = usagePeriod(anchor, call.createdAt).start.toISOString();
    periods[period] = (periods[period] ?? 0) + state.ledger!.billedSeconds;

    if (!state.contactPhone) continue;
    const contact = (contacts[state.contactPhone] ??= { name: null, firstCallAt: null, lastCallAt: null });
    contact.name ??= state.callerName;
    if (!contact.firstCallAt || state.startedAt < contact.firstCallAt) contact.firstCallAt = state.startedAt;
    if (!contact.lastCallAt || state.startedAt > contact.lastCallAt) contact.lastCallAt = state.startedAt;
  }
  return {
    calls: Object.fromEntries(states.map(({ call, state }) => [call.id, state])),
    daily,
    periods,
    contacts,
    unfinished: [],
    intents: "one for each notification",
  };
}
