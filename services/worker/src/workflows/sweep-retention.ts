import { patched, proxyActivities } from "@temporalio/workflow";
import type { MaintenanceActivities } from "../activities/maintenance-activities.ts";

const { sweepLiveEvents, sweepIdempotencyKeys, sweepOutboxEvents, sweepAuditLog, sweepAccountMails } =
  proxyActivities<MaintenanceActivities>({
    startToCloseTimeout: "10 minutes",
    heartbeatTimeout: "30 seconds",
    retry: { initialInterval: "5 seconds", backoffCoefficient: 2, maximumAttempts: 3 },
  });

/** How many rows went of each kind. */
export interface Swept {
  liveEvents: number;
  idempotencyKeys: number;
  outboxEvents: number;
  auditLog: number;
  accountMails: number;
}

/** Removes what has served its purpose; counts what went. */
export async function sweepRetention(): Promise<Swept> {
  const liveEvents = await sweepLiveEvents();
  const idempotencyKeys = await sweepIdempotencyKeys();
  const outboxEvents = await sweepOutboxEvents();
  const sweepsAccounts = patched("sweep-accounts");
  const auditLog = sweepsAccounts ? await sweepAuditLog() : 0;
  const accountMails = sweepsAccounts ? await sweepAccountMails() : 0;
  return { liveEvents, idempotencyKeys, outboxEvents, auditLog, accountMails };
}
