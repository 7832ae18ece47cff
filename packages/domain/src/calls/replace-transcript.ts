import type { ReportSegment } from "@callflex/contracts/vapi/report";
import type { Tx } from "@callflex/db/transaction";
import { liveStartMs } from "./apply-transcript.ts";
import type { CallKey } from "./ensure-call.ts";

/**
 * Puts the report's conversation in the place of the lines that came live. A report without a conversation leaves those,
 * and only counts their times from the answer, which may not have been known when they came.
 *
 * @param segments in the order in which they were spoken
 */
export async function replaceTranscript(tx: Tx, call: CallKey, segments: ReportSegment[]): Promise<void> {
  const key = [call.organizationId, call.callId, call.startedAt];
  if (segments.length === 0) {
    await tx.run(
      `UPDATE call_transcript_segments s SET start_ms = ${liveStartMs("s.spoken_at", "c")}
       FROM calls c
       WHERE s.organization_id = $1 AND s.call_id = $2 AND s.started_at = $3 AND starts_with(s.segment_key, 'live:')
         AND c.organization_id = $1 AND c.id = $2 AND c.started_at = $3`,
      key,
    );
    return;
  }
  await tx.run(
    "DELETE FROM call_transcript_segments WHERE organization_id = $1 AND call_id = $2 AND started_at = $3",
    key,
  );
  await tx.run(
    `INSERT INTO call_transcript_segments (organization_id, call_id, started_at, segment_key, spoken_at, speaker, text, start_ms, end_ms)
     SELECT $1, $2, $3, 'final:' || lpad(n::text, 5, '0'), spoken_at, speaker, text, start_ms, end_ms
     FROM unnest($4::timestamptz[], $5::text[], $6::text[], $7::int[], $8::int[]) WITH ORDINALITY
       AS t (spoken_at, speaker, text, start_ms, end_ms, n)`,
    [
      ...key,
      segments.map((segment) => segment.spokenAt),
      segments.map((segment) => segment.speaker),
      segments.map((segment) => segment.text),
      segments.map((segment) => segment.startMs),
      segments.map((segment) => segment.endMs),
    ],
  );
  await tx.run(
    `INSERT INTO call_transcripts (organization_id, call_id, started_at, text) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, call_id, started_at) DO UPDATE SET text = EXCLUDED.text`,
    [...key, segments.map((segment) => segment.text).join("\n")],
  );
}
