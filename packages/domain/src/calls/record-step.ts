import type { ProcessingStep, StepState } from "@callflex/contracts/enums";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";

/**
 * Writes a step of a call's timeline, in the transaction of its effect: the timeline outlives the workflow's history.
 * A step that is done again counts its tries.
 */
export async function recordStep(
  tx: Tx,
  input: {
    organizationId: string;
    callId: string;
    step: ProcessingStep;
    state: StepState;
    detail?: string | null;
    workflowId?: string;
    startedAt?: Date;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO call_processing_steps AS s (id, organization_id, call_id, step, state, detail, workflow_id, started_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()), CASE WHEN $5 IN ('done', 'failed', 'skipped') THEN now() END)
     ON CONFLICT (organization_id, call_id, step, subject) DO UPDATE
     SET state = EXCLUDED.state, detail = EXCLUDED.detail, finished_at = EXCLUDED.finished_at,
         workflow_id = coalesce(EXCLUDED.workflow_id, s.workflow_id), attempts = s.attempts + 1`,
    [
      newId(),
      input.organizationId,
      input.callId,
      input.step,
      input.state,
      input.detail ?? null,
      input.workflowId ?? null,
      input.startedAt ?? null,
    ],
  );
}
