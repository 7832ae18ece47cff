import type { CallDetail } from "@callflex/contracts/api/calls";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { callRowColumns, callRowJoins, toCallListItem, type CallRow } from "./call-row.ts";
import { findCall } from "./find-call.ts";

interface DetailRow extends CallRow {
  ended_reason: string | null;
  sentiment: CallDetail["sentiment"];
  success: boolean | null;
  analysis: unknown;
  stall_count: number;
  settled_at: Date | null;
  billed_seconds: number | null;
  has_recording: boolean;
  keeps_recording: boolean;
  forwarded_from: string | null;
  cost_micros: bigint | null;
  cost_currency: string | null;
  workflow_id: string | null;
}

function structuredData(analysis: unknown): Record<string, unknown> | null {
  return typeof analysis === "object" && analysis !== null && !Array.isArray(analysis)
    ? (analysis as Record<string, unknown>)
    : null;
}

/**
 * A call with everything known about it.
 *
 * @returns the call; `workflowId` names the workflow that settled it. That and the provider's cost are staff's alone:
 *   null for others
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getCall({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<Omit<CallDetail, "workflowUrl"> & { workflowId: string | null }> {
  requirePermission(ctx.actor, "calls.read");
  const { organizationId, isStaff } = ctx.actor;
  const call = await findCall(ctx, input.id);
  const [row] = await ctx.tx.$queryRaw<DetailRow[]>`
    SELECT ${callRowColumns}, c.ended_reason, c.sentiment, c.success, c.analysis, c.stall_count, c.settled_at, u.billed_seconds,
           coalesce(r.state = 'available', false) AS has_recording, c.keeps_recording, c.forwarded_from, c.cost_micros, c.cost_currency,
           (SELECT s.workflow_id FROM call_processing_steps s
            WHERE s.organization_id = c.organization_id AND s.call_id = c.id AND s.step = 'call_settled' AND s.workflow_id IS NOT NULL
            ORDER BY s.started_at DESC LIMIT 1) AS workflow_id
    FROM calls c ${callRowJoins}
    LEFT JOIN call_recordings r ON r.organization_id = c.organization_id AND r.call_id = c.id AND r.started_at = c.started_at
    LEFT JOIN usage_ledger u ON u.organization_id = c.organization_id AND u.call_id = c.id
    WHERE c.organization_id = ${organizationId}::uuid AND c.id = ${call.id}::uuid AND c.started_at = ${call.startedAtExact}::timestamptz`;
  if (!row) throw new DomainError("not_found", "This call is not kept any more.");
  return {
    ...toCallListItem(row),
    endedReason: row.ended_reason,
    sentiment: row.sentiment,
    success: row.success,
    structuredData: structuredData(row.analysis),
    stallCount: row.stall_count,
    settledAt: row.settled_at?.toISOString() ?? null,
    billedSeconds: row.billed_seconds,
    hasRecording: row.has_recording,
    recordingOff: !row.keeps_recording,
    forwardedFrom: row.forwarded_from,
    cost:
      isStaff && row.cost_micros !== null
        ? { micros: Number(row.cost_micros), currency: row.cost_currency ?? "USD" }
        : null,
    workflowId: isStaff ? row.workflow_id : null,
  };
}
