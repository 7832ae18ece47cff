import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import { analyse } from "./analyse.ts";
import { artifactOf, messagesOf, transcriptOf } from "./artifact.ts";
import { iso } from "./call-payload.ts";
import { costsOf } from "./costs.ts";

/**
 * What an end-of-call report tells, and what `GET /call/{id}` adds once a call is over: analysis, artifact, times,
 * costs. A call that never connected has neither `startedAt` nor `endedAt`.
 */
export function reportOf(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  const durationMs = call.startedAt && call.endedAt ? call.endedAt - call.startedAt : 0;
  const minutes = durationMs / 60_000;
  const analysis = analyse(call);
  const artifact = artifactOf(sandbox, call);
  return {
    analysis,
    artifact,
    ...(call.startedAt ? { startedAt: iso(call.startedAt) } : {}),
    ...(call.startedAt && call.endedAt ? { endedAt: iso(call.endedAt) } : {}),
    endedReason: call.endedReason,
    ...(call.destination ? { destination: call.destination } : {}),
    ...costsOf(call, minutes),
    durationMs,
    durationSeconds: durationMs / 1000,
    durationMinutes: Number(minutes.toFixed(4)),
    summary: analysis.summary ?? "",
    transcript: artifact.transcript === undefined ? "" : transcriptOf(call),
    messages: messagesOf(call),
    ...(artifact.recordingUrl
      ? { recordingUrl: artifact.recordingUrl, stereoRecordingUrl: artifact.stereoRecordingUrl }
      : {}),
  };
}
