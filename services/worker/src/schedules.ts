import { TASK_QUEUE, WORKFLOWS } from "@callflex/contracts/workflow";
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from "@temporalio/client";

function every(
  interval: "10 minutes" | "1 hour" | "1 day",
  scheduleId: string,
  workflowType: string,
  summary: string,
): ScheduleOptions {
  return {
    scheduleId,
    spec: { intervals: [{ every: interval }] },
    // One that was missed while everything stood still is made up for by the next, which does the same work.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: "1 minute" },
    action: {
      type: "startWorkflow",
      workflowType,
      workflowId: scheduleId,
      taskQueue: TASK_QUEUE,
      args: [],
      staticSummary: summary,
    },
  };
}

const SCHEDULES: ScheduleOptions[] = [
  every("1 day", "maintain-partitions", WORKFLOWS.maintainPartitions, "Tables of the coming months"),
  every("10 minutes", "sweep-retention", WORKFLOWS.sweepRetention, "Removal of what has served its purpose"),
  every("10 minutes", "reconcile-calls", WORKFLOWS.reconcileCalls, "Calls whose end was never reported"),
  every("1 day", "scan-drift", WORKFLOWS.scanDrift, "Comparison of the providers with the database"),
  every("1 hour", "delete-due", WORKFLOWS.deleteDue, "Deletion of organizations and accounts whose time has come"),
];

/**
 * Makes sure that the schedules exist as they are written here. Safe to run by every worker at every start: a new one runs
 * at once, one that exists is brought up to date, and one that a person paused stays paused.
 */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of SCHEDULES) {
    try {
      await client.schedule.create({ ...schedule, state: { triggerImmediately: true } });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = schedule;
      await client.schedule.getHandle(schedule.scheduleId).update(({ state }) => ({ spec, action, policies, state }));
    }
  }
}
