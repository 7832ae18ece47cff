import type { CallTranscript } from "@callflex/contracts/api/calls";
import type { Speaker } from "@callflex/contracts/enums";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

interface SegmentRow {
  segment_key: string;
  speaker: Speaker;
  text: string;
  start_ms: number;
  end_ms: number | null;
}

/**
 * What was said, in order: the lines as they came live, or the report's once it is there.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getTranscript({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<CallTranscript> {
  requirePermission(ctx.actor, "calls.read");
  const call = await findCall(ctx, input.id);
  const { organizationId } = ctx.actor;
  const rows = await ctx.tx.$queryRaw<SegmentRow[]>`
    SELECT segment_key, speaker, text, start_ms, end_ms FROM call_transcript_segments
    WHERE organization_id = ${organizationId}::uuid AND call_id = ${call.id}::uuid AND started_at = ${call.startedAtExact}::timestamptz
    ORDER BY spoken_at, segment_key`;
  const [state] = await ctx.tx.$queryRaw<{ final: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM call_transcripts
      WHERE organization_id = ${organizationId}::uuid AND call_id = ${call.id}::uuid AND started_at = ${call.startedAtExact}::timestamptz
    ) AS final`;
  return {
    segments: rows.map((row) => ({
      key: row.segment_key,
      speaker: row.speaker,
      text: row.text,
      startMs: row.start_ms,
      endMs: row.end_ms,
    })),
    final: state?.final ?? false,
  };
}
