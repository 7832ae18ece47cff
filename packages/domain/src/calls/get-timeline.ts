import type { TimelineStep } from "@callflex/contracts/api/calls";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

interface StepRow {
  step: TimelineStep["step"];
  subject: string;
  state: TimelineStep["state"];
  attempts: number;
  detail: string | null;
  workflow_id: string | null;
  started_at: Date;
  finished_at: Date | null;
}

/** A step as stored; `workflowId` is staff's alone, null for others. */
export type StoredStep = Omit<TimelineStep, "workflowUrl"> & { workflowId: string | null };

/**
 * What was done about the call, step by step, in the order of its beginning.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getTimeline({ ctx, input }: { ctx: VerbContext; input: { id: string } }): Promise<StoredStep[]> {
  requirePermission(ctx.actor, "calls.read");
  const call = await findCall(ctx, input.id);
  const rows = await ctx.tx.$queryRaw<StepRow[]>`
    SELECT step, subject, state, attempts, detail, workflow_id, started_at, finished_at FROM call_processing_steps
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND call_id = ${call.id}::uuid
    ORDER BY started_at, id`;
  return rows.map((row) => ({
    step: row.step,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    detail: row.detail,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    workflowId: ctx.actor.isStaff ? row.workflow_id : null,
  }));
}
