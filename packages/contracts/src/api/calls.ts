import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";
import {
  callActionType,
  callDirection,
  callOutcome,
  callStatus,
  processingStep,
  speaker,
  stepState,
} from "../enums.ts";

/** `GET /calls` filters; `from` and `to` bound `startedAt` (from inclusive, to exclusive). */
export const callListQuery = pageQuery.extend({
  from: instant.optional(),
  to: instant.optional(),
  assistantId: id.optional(),
  phoneNumberId: id.optional(),
  status: callStatus.optional(),
  outcome: callOutcome.optional(),
  /** Exact caller in E.164. */
  caller: z.string().trim().min(1).max(40).optional(),
  /** Part of the caller's name or number or of the summary. */
  q: z.string().trim().min(2).max(100).optional(),
});
export type CallListQuery = z.infer<typeof callListQuery>;

const named = z.object({ id, name: z.string() });

export const callListItem = z.object({
  id,
  direction: callDirection,
  status: callStatus,
  outcome: callOutcome.nullable(),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  durationSeconds: z.number().int().nullable(),
  callerNumber: z.string().nullable(),
  callerName: z.string().nullable(),
  contactId: id.nullable(),
  phoneNumber: z.object({ id, e164: z.string(), label: z.string().nullable() }).nullable(),
  assistant: named.nullable(),
  summary: z.string().nullable(),
  /** Somebody of the organization asked for it, to hear an assistant. */
  isTest: z.boolean(),
});
export type CallListItem = z.infer<typeof callListItem>;
export const callList = pageOf(callListItem);
export type CallList = z.infer<typeof callList>;

export const callDetail = callListItem.extend({
  endedReason: z.string().nullable(),
  sentiment: z.enum(["positive", "neutral", "negative"]).nullable(),
  success: z.boolean().nullable(),
  structuredData: z.record(z.string(), z.unknown()).nullable(),
  stallCount: z.number().int(),
  settledAt: instant.nullable(),
  billedSeconds: z.number().int().nullable(),
  hasRecording: z.boolean(),
  /** The number lets no call be recorded: neither sound nor words of this one are kept. */
  recordingOff: z.boolean(),
  /** Number that forwarded the call to us, as the network tells it. */
  forwardedFrom: z.string().nullable(),
  /** Provider's cost; only staff sees it. */
  cost: z.object({ micros: z.number().int(), currency: z.string() }).nullable(),
  /** Workflow in the Temporal UI; only staff gets it. */
  workflowUrl: z.string().nullable(),
});
export type CallDetail = z.infer<typeof callDetail>;

export const transcriptSegment = z.object({
  key: z.string(),
  speaker,
  text: z.string(),
  startMs: z.number().int(),
  endMs: z.number().int().nullable(),
});
export type TranscriptSegment = z.infer<typeof transcriptSegment>;
/** `final` is true once the provider's report has replaced the live segments. */
export const callTranscript = z.object({ segments: z.array(transcriptSegment), final: z.boolean() });
export type CallTranscript = z.infer<typeof callTranscript>;

export const callAction = z.object({
  id,
  type: callActionType,
  status: z.enum(["succeeded", "refused"]),
  input: z.record(z.string(), z.unknown()),
  /** What the assistant was told. */
  answer: z.string(),
  createdAt: instant,
});
export type CallAction = z.infer<typeof callAction>;
export const callActions = z.object({ data: z.array(callAction) });

export const timelineStep = z.object({
  step: processingStep,
  subject: z.string(),
  state: stepState,
  attempts: z.number().int(),
  detail: z.string().nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  /** Only staff gets it. */
  workflowUrl: z.string().nullable(),
});
export type TimelineStep = z.infer<typeof timelineStep>;
export const callTimeline = z.object({ data: z.array(timelineStep) });
export type CallTimeline = z.infer<typeof callTimeline>;

/** `GET /calls/active`: newest first, at most 50. `lastLine` is what was said last. */
export const activeCall = callListItem.extend({
  lastLine: z.object({ speaker, text: z.string() }).nullable(),
});
export type ActiveCall = z.infer<typeof activeCall>;
export const activeCalls = z.object({ data: z.array(activeCall), total: z.number().int() });
export type ActiveCalls = z.infer<typeof activeCalls>;

export const callStatsQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(14) });

const totals = z.object({
  calls: z.number().int(),
  handled: z.number().int(),
  transferred: z.number().int(),
  missed: z.number().int(),
  durationSeconds: z.number().int(),
  billedSeconds: z.number().int(),
});
/** `GET /calls/stats`: the last `days` days up to today in the organization's time zone, one entry a day, oldest first. */
export const callStats = z.object({
  timezone: z.string(),
  days: z.array(totals.extend({ date: z.iso.date() })),
  totals,
  previousTotals: totals,
  today: totals,
  usage: z.object({
    periodStart: instant,
    periodEnd: instant,
    billedMinutes: z.number().int(),
    includedMinutes: z.number().int(),
  }),
  openInboxItems: z.number().int(),
  unreadInboxItems: z.number().int(),
  activeAssistants: z.number().int(),
});
export type CallStats = z.infer<typeof callStats>;

/** `POST /calls/:id/reprocess` answers 202 with what will run. */
export const reprocessAccepted = z.object({ workflowId: z.string() });

/** `GET /calls/:id/events`, staff only: what reached us about the call, oldest first, without the bodies. */
export const callEvent = z.object({
  id,
  provider: z.enum(["vapi", "twilio"]),
  type: z.string(),
  receivedAt: instant,
  state: z.enum(["handled", "pending", "parked", "dead", "rejected"]),
  attempts: z.number().int().nullable(),
  lastError: z.string().nullable(),
});
export type CallEvent = z.infer<typeof callEvent>;
export const callEvents = z.object({ data: z.array(callEvent) });
export type CallEvents = z.infer<typeof callEvents>;
