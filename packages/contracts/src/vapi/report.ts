import type { Speaker } from "../enums.ts";
import type { VapiMessage } from "./server-message.ts";

/** A line of the conversation. */
export interface ReportSegment {
  speaker: Speaker;
  text: string;
  startMs: number;
  endMs: number | null;
  spokenAt: Date;
}

/** The final facts of a call, as far as its reports tell them. */
export interface CallReport {
  answeredAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
  endedReason: string | null;
  segments: ReportSegment[];
  summary: string | null;
  success: boolean | null;
  structuredData: Record<string, unknown> | null;
  costMicros: number | null;
  costBreakdown: Record<string, unknown> | null;
  recording: "mono" | "stereo" | null;
}

/** VAPI's success evaluation is a text whose form depends on the rubric: "true", "PASS", "7", "80%". */
function readSuccess(value: string | number | boolean): boolean | null {
  if (typeof value === "boolean") return value;
  const text = String(value).trim().toLowerCase();
  if (["true", "pass", "passed", "yes", "excellent", "good"].includes(text)) return true;
  if (["false", "fail", "failed", "no", "poor", "fair"].includes(text)) return false;
  const scale = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  if (!scale) return null;
  return Number(scale[1]) >= (scale[2] ? 60 : 6);
}

/** Longer than any call can be (VAPI allows 12 hours): such a figure is a mistake and counts as not told. */
const LONGEST_CALL_SECONDS = 24 * 3_600;
const LONGEST_CALL_MS = LONGEST_CALL_SECONDS * 1_000;
/** Dollars that no call costs. */
const HIGHEST_COST = 1_000_000;

function readDuration(seconds: number | undefined): number | null {
  return seconds === undefined || seconds > LONGEST_CALL_SECONDS ? null : Math.max(0, Math.round(seconds));
}

/** Milliseconds within a call. */
function within(ms: number): number {
  return Math.min(LONGEST_CALL_MS, Math.max(0, Math.round(ms)));
}

function readSegments(message: VapiMessage): ReportSegment[] {
  const lines = (message.artifact?.messages ?? message.messages ?? []).filter(
    (line) => (line.role === "bot" || line.role === "assistant" || line.role === "user") && line.message?.trim(),
  );
  const firstTime = lines.find((line) => line.time !== undefined)?.time;
  return lines.map((line) => {
    const startMs = within(
      line.secondsFromStart === undefined ? (line.time ?? 0) - (firstTime ?? 0) : line.secondsFromStart * 1000,
    );
    const length =
      line.duration ?? (line.endTime !== undefined && line.time !== undefined ? line.endTime - line.time : null);
    return {
      speaker: line.role === "user" ? "caller" : "assistant",
      text: line.message?.trim() ?? "",
      startMs,
      endMs: length === null ? null : startMs + within(length),
      spokenAt: new Date(line.time ?? (message.startedAt ?? 0) + startMs),
    };
  });
}

/**
 * Reads an end-of-call report. The duration is what lies between its start and end; VAPI's own figure only counts where
 * those are missing, and a call that never connected has neither.
 */
export function readReport(message: VapiMessage): CallReport {
  const { startedAt, endedAt, artifact, analysis } = message;
  const measured = startedAt !== undefined && endedAt !== undefined ? readDuration((endedAt - startedAt) / 1000) : null;
  const stereo =
    artifact?.stereoRecordingUrl ??
    artifact?.recording?.stereoUrl ??
    artifact?.presignedStereoUrl ??
    message.stereoRecordingUrl;
  const mono =
    artifact?.recordingUrl ??
    artifact?.recording?.mono?.combinedUrl ??
    artifact?.presignedMonoUrl ??
    message.recordingUrl;
  return {
    answeredAt: startedAt === undefined ? null : new Date(startedAt),
    endedAt: endedAt === undefined ? null : new Date(endedAt),
    durationSeconds: measured ?? readDuration(message.durationSeconds),
    endedReason: message.endedReason ?? null,
    segments: readSegments(message),
    summary: analysis?.summary?.trim() || message.summary?.trim() || null,
    success: analysis?.successEvaluation === undefined ? null : readSuccess(analysis.successEvaluation),
    structuredData: analysis?.structuredData ?? null,
    costMicros:
      message.cost === undefined || message.cost > HIGHEST_COST
        ? null
        : Math.max(0, Math.round(message.cost * 1_000_000)),
    costBreakdown: message.costBreakdown ?? null,
    recording: stereo ? "stereo" : mono ? "mono" : null,
  };
}

/** How much a report tells; the fuller of two wins where they differ. */
function fullness(report: CallReport): number {
  return (
    report.segments.length * 10 +
    Object.values(report).filter((value) => value !== null && !Array.isArray(value)).length
  );
}

/** The facts of `first`, and of `second` those that `first` doesn't tell. */
function filled<T extends object>(first: T, second: T): T {
  const missing = Object.entries(second).filter(([fact]) => (first as Record<string, unknown>)[fact] == null);
  return { ...first, ...Object.fromEntries(missing) };
}

/**
 * One set of facts out of all reports of a call: each fact from the fullest report that tells it, whatever the order of
 * their arrival.
 *
 * @param reports at least one
 */
export function mergeReports(reports: CallReport[]): CallReport {
  const ranked = reports.toSorted(
    (a, b) => fullness(b) - fullness(a) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  );
  const [fullest, ...rest] = ranked;
  if (!fullest) throw new RangeError("mergeReports needs a report");
  return rest.reduce<CallReport>(
    (merged, report) => ({
      ...filled(merged, report),
      segments: merged.segments.length > 0 ? merged.segments : report.segments,
      structuredData:
        merged.structuredData && report.structuredData
          ? filled(merged.structuredData, report.structuredData)
          : (merged.structuredData ?? report.structuredData),
    }),
    fullest,
  );
}
