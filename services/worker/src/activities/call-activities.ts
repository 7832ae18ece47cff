import type { CallOutcome } from "@callflex/contracts/enums";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { applyLateReport } from "@callflex/domain/calls/apply-late-report";
import { recordStep } from "@callflex/domain/calls/record-step";
import { settleCall } from "@callflex/domain/calls/settle-call";
import type { Logger } from "@callflex/platform/logger";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import { currentWorkflowId, failing } from "./failures.ts";

interface CallRef {
  organizationId: string;
  callId: string;
}

/** What happens to a call that ended. */
export interface CallActivities {
  /** Everything that is ours, in one transaction. */
  settleCall: (call: CallRef) => Promise<{ needsArtifacts: boolean; outcome: CallOutcome }>;
  /** Asks VAPI for what the report lacked. `complete`: nothing is missing any more. */
  fetchArtifacts: (call: CallRef) => Promise<{ complete: boolean }>;
  /** Writes that what the report lacked never came. */
  closeArtifacts: (call: CallRef) => Promise<void>;
  /** Writes that the call was given up. */
  recordUnsettled: (call: CallRef) => Promise<void>;
}

/**
 * @param deps.onApplied called after a commit: dashboards have something to show
 */
export function createCallActivities(deps: {
  pool: Pool;
  vapi: VapiCalls;
  logger: Logger;
  onApplied: () => void;
}): CallActivities {
  const { pool, vapi, logger, onApplied } = deps;

  return {
    settleCall: (call) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        const settled = await transaction(pool, (tx) => settleCall(tx, { ...call, workflowId }));
        onApplied();
        return { needsArtifacts: settled.needsArtifacts, outcome: settled.outcome };
      }),

    fetchArtifacts: (call) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        const providerCallId = await transaction(pool, async (tx) => {
          const step = { ...call, step: "recording_fetched" as const, state: "running" as const, workflowId };
          await recordStep(tx, step);
          const [ref] = await tx.rows<{ provider_call_id: string }>(
            "SELECT provider_call_id FROM call_refs WHERE organization_id = $1 AND call_id = $2",
            [call.organizationId, call.callId],
          );
          return ref?.provider_call_id;
        });
        const found = providerCallId ? await vapi.getCall(providerCallId) : null;
        const complete = await transaction(pool, async (tx) => {
          const settled = found ? await applyLateReport(tx, { ...call, call: found, workflowId }) : null;
          const done = settled !== null && !settled.needsArtifacts;
          await recordStep(tx, {
            ...call,
            step: "recording_fetched",
            state: done ? "done" : "waiting",
            detail: done ? null : "VAPI does not have it yet",
            workflowId,
          });
          return done;
        });
        onApplied();
        return { complete };
      }),

    closeArtifacts: (call) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        await transaction(pool, (tx) =>
          recordStep(tx, {
            ...call,
            step: "recording_fetched",
            state: "skipped",
            detail: "VAPI has no recording or analysis of this call",
            workflowId,
          }),
        );
        onApplied();
      }),

    recordUnsettled: (call) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        await transaction(pool, (tx) =>
          recordStep(tx, {
            ...call,
            step: "call_settled",
            state: "failed",
            detail: "Given up by a person",
            workflowId,
          }),
        );
        onApplied();
      }),
  };
}
