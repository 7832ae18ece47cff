import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { closeUnknownCall } from "@callflex/domain/calls/close-unknown-call";
import { findUnreportedCalls, type UnreportedCall } from "@callflex/domain/calls/find-unreported-calls";
import { lateReport } from "@callflex/domain/calls/late-report";
import { recordEvents } from "@callflex/domain/outbox/record-events";
import type { Logger } from "@callflex/platform/logger";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import { currentWorkflowId, failing, heartbeating } from "./failures.ts";

/** How many calls it was about. */
export interface Reconciled {
  asked: number;
  /** Ended, and now reported. */
  reported: number;
  /** VAPI doesn't know them. */
  closed: number;
}

/** Finds out what nobody told. */
export interface ReconcileActivities {
  /** Asks VAPI about calls whose end was never reported, and takes its answers as reports. Safe to repeat. */
  reconcileCalls: () => Promise<Reconciled>;
}

/** One run's share; the next run goes on. */
const LIMIT = 200;
/** A call may be told of before VAPI's API knows it, and an outage of theirs is no reason to give a call up. */
const UNKNOWN_FOR_MS = 24 * 3_600_000;

/**
 * @param deps.onApplied called after a commit: dashboards have something to show
 */
export function createReconcileActivities(deps: {
  pool: Pool;
  vapi: VapiCalls;
  logger: Logger;
  onApplied: () => void;
}): ReconcileActivities {
  const { pool, vapi, logger, onApplied } = deps;

  async function reconcile(call: UnreportedCall, workflowId: string): Promise<"reported" | "closed" | null> {
    const found = await vapi.getCall(call.providerCallId);
    if (found) {
      const report = lateReport({ organizationId: call.organizationId, call: found, deliver: true });
      return report && (await recordEvents(pool, [report])).size > 0 ? "reported" : null;
    }
    if (Date.now() - call.startedAt.getTime() < UNKNOWN_FOR_MS) return null;
    await transaction(pool, (tx) => closeUnknownCall(tx, call, workflowId));
    onApplied();
    return "closed";
  }

  return {
    reconcileCalls: () =>
      failing(logger, () =>
        heartbeating(async () => {
          const workflowId = currentWorkflowId();
          const calls = await findUnreportedCalls(pool, LIMIT);
          const done: Reconciled = { asked: calls.length, reported: 0, closed: 0 };
          for (const call of calls) {
            const ended = await reconcile(call, workflowId);
            if (ended) done[ended] += 1;
          }
          return done;
        }),
      ),
  };
}
