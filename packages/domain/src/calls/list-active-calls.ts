import type { ActiveCalls } from "@callflex/contracts/api/calls";
import type { Speaker } from "@callflex/contracts/enums";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { callRowColumns, callRowJoins, toCallListItem, type CallRow } from "./call-row.ts";

/** Most calls shown at once; `total` counts all. */
const SHOWN = 50;

interface ActiveRow extends CallRow {
  total: number;
  last_speaker: Speaker | null;
  last_text: string | null;
}

/**
 * Calls that are running, newest first, each with what was said last. A call lasts at most twelve hours at the provider
 * (facts: `maxDurationSeconds` ≤ 43200), so older rows without an end are not running any more.
 *
 * @throws {DomainError} `forbidden`
 */
export async function listActiveCalls({ ctx }: { ctx: VerbContext }): Promise<ActiveCalls> {
  requirePermission(ctx.actor, "calls.read");
  const rows = await ctx.tx.$queryRaw<ActiveRow[]>`
    SELECT ${callRowColumns}, (count(*) OVER ())::integer AS total, last.speaker AS last_speaker, last.text AS last_text
    FROM calls c ${callRowJoins}
    LEFT JOIN LATERAL (
      SELECT s.speaker, s.text FROM call_transcript_segments s
      WHERE s.organization_id = c.organization_id AND s.call_id = c.id AND s.started_at = c.started_at
      ORDER BY s.spoken_at DESC, s.segment_key DESC LIMIT 1
    ) last ON true
    WHERE c.organization_id = ${ctx.actor.organizationId}::uuid AND c.status <> 'ended' AND c.started_at > now() - interval '13 hours'
    ORDER BY c.started_at DESC, c.id DESC
    LIMIT ${SHOWN}`;
  return {
    data: rows.map((row) => ({
      ...toCallListItem(row),
      lastLine: row.last_speaker && row.last_text !== null ? { speaker: row.last_speaker, text: row.last_text } : null,
    })),
    total: rows[0]?.total ?? 0,
  };
}
