import { proxyActivities } from "@temporalio/workflow";
import type { MaintenanceActivities } from "../activities/maintenance-activities.ts";

const { ensurePartitions } = proxyActivities<MaintenanceActivities>({
  startToCloseTimeout: "5 minutes",
  scheduleToCloseTimeout: "12 hours",
  retry: { initialInterval: "10 seconds", backoffCoefficient: 2, maximumInterval: "10 minutes" },
});

/** Makes the monthly tables of the coming year. */
export async function maintainPartitions(): Promise<{ made: number }> {
  return await ensurePartitions();
}
