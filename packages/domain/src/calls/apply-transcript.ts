import type { Speaker } from "@callflex/contracts/enums";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { CallKey } from "./ensure-call.ts";

/** SQL for the milliseconds from the call's answer, or its start while nobody has answered, to a line. */
export function liveStartMs(spokenAt: string, call: string): string {
  return `greatest(0, least(2147483647, extract(epoch FROM ${spokenAt} - coalesce(${call}.answered_at, ${call}.started_at)) * 1000))::integer`;
}

/**
 * Adds a line that was just spoken. A repeat is folded; a line that comes after the report is dropped, because the report
 * carries the whole conversation, and so is every line of a call that must not be recorded.
 *
 * @param input.at when the line was finished
 */
export async function applyTranscript(
  tx: Tx,
  call: CallKey,
  input: { speaker: Speaker; text: string; at: Date },
): Promise<void> {
  const added = await tx.run(
    `INSERT INTO call_transcript_segments (organization_id, call_id, started_at, segment_key, spoken_at, speaker, text, start_ms)
     SELECT $1, $2, $3, $4, $5::timestamptz, $6, $7,
            ${liveStartMs("$5::timestamptz", "c")}
     FROM calls c
     WHERE c.organization_id = $1 AND c.id = $2 AND c.started_at = $3 AND c.keeps_recording
       AND NOT EXISTS (SELECT FROM call_transcripts t WHERE t.organization_id = $1 AND t.call_id = $2 AND t.started_at = $3)
     ON CONFLICT DO NOTHING`,
    [
      call.organizationId,
      call.callId,
      call.startedAt,
      `live:${input.at.getTime()}:${input.speaker}`,
      input.at,
      input.speaker,
      input.text,
    ],
  );
  if (added > 0)
    await emitLiveEvent(tx, { organizationId: call.organizationId, type: "transcript_update", callId: call.callId });
}
