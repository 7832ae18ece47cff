import { proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { Reconciled, ReconcileActivities } from "../activities/reconcile-activities.ts";

const activities = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: "30 minutes",
  heartbeatTimeout: "30 seconds",
  // While VAPI is away; the next run does what is still not done then.
  retry: { initialInterval: "5 seconds", backoffCoefficient: 2, maximumAttempts: 5 },
});

/** Asks VAPI about calls whose end was never reported: a report of theirs may be lost, and a call must not run for ever. */
export async function reconcileCalls(): Promise<Reconciled> {
  const done = await activities.reconcileCalls();
  setCurrentDetails(
    `${done.asked} calls without a report: ${done.reported} had ended, ${done.closed} are unknown to VAPI.`,
  );
  return done;
}
