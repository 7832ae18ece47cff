import { proxyActivities } from "@temporalio/workflow";
import type { MaintenanceActivities } from "../activities/maintenance-activities.ts";

const { sweepLiveEvents, sweepIdempotencyKeys, sweepOutboxEvents } = proxyActivities<MaintenanceActivities>({
  startToCloseTimeout: "10 minutes",
  heartbeatTimeout: "30 seconds",
  retry: { initialInterval: "5 seconds", backoffCoefficient: 2, maximumAttempts: 3 },
});

/** Removes what has served its purpose; counts what went. */
export async function sweepRetention(): Promise<{ liveEvents: number; idempotencyKeys: number; outboxEvents: number }> {
  const liveEvents = await sweepLiveEvents();
  const idempotencyKeys = await sweepIdempotencyKeys();
  const outboxEvents = await sweepOutboxEvents();
  return { liveEvents, idempotencyKeys, outboxEvents };
}
