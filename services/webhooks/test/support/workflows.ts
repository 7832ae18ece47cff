import { WORKFLOWS, workflowId, type ProcessCallEndInput } from "@callflex/contracts/workflow";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { settleCall } from "@callflex/domain/calls/settle-call";
import { TemporalBusy, type WorkflowStart, type WorkflowStarter } from "../../src/relay/workflow-starter.ts";

/** The relay's door to Temporal, with somebody behind it who writes down what was asked for. */
export interface RecordedWorkflows extends WorkflowStarter {
  starts: WorkflowStart[];
  signals: { workflowId: string; signal: string }[];
  /** Ids of workflows that aren't there any more: no signal reaches them. */
  gone: Set<string>;
  /** While true, nothing is taken: as Temporal does when it is away. */
  away: boolean;
  /** While set, each start fails with it. */
  failure: Error | undefined;
}

/**
 * @param pool given, calls that ended are settled at once, as the workflow's activity does
 */
export function recordWorkflows(pool?: Pool): RecordedWorkflows {
  const started = new Set<string>();
  const refuseWhenAway = () => {
    if (recorded.away) throw new TemporalBusy("Temporal does not answer", { retryInMs: 20 });
    if (recorded.failure) throw recorded.failure;
  };
  const recorded: RecordedWorkflows = {
    starts: [],
    signals: [],
    gone: new Set(),
    away: false,
    failure: undefined,
    start: async (start) => {
      refuseWhenAway();
      if (started.has(start.workflowId)) return;
      if (pool && start.workflowType === WORKFLOWS.processCallEnd) {
        const input = start.args[0] as ProcessCallEndInput;
        await transaction(pool, (tx) => settleCall(tx, { ...input, workflowId: workflowId.callEnd(input.callId) }));
      }
      started.add(start.workflowId);
      recorded.starts.push(start);
    },
    signalWithStart: async (start, signal) => {
      refuseWhenAway();
      recorded.starts.push(start);
      recorded.signals.push({ workflowId: start.workflowId, signal });
    },
    signal: async (id, signal) => {
      refuseWhenAway();
      if (recorded.gone.has(id)) return false;
      recorded.signals.push({ workflowId: id, signal });
      return true;
    },
    signalDeliveryStatus: async (id, status) => {
      refuseWhenAway();
      recorded.signals.push({ workflowId: id, signal: status });
      return true;
    },
    backlog: async () => 0,
    room: () => Number.MAX_SAFE_INTEGER,
    close: async () => undefined,
  };
  return recorded;
}
