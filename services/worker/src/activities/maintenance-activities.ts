import { ensureCallPartitions } from "@callflex/db/call-partitions";
import type { Pool } from "@callflex/db/pool";
import { sweepAccountMails } from "@callflex/domain/retention/sweep-account-mails";
import { sweepAuditLog } from "@callflex/domain/retention/sweep-audit-log";
import { sweepIdempotencyKeys } from "@callflex/domain/retention/sweep-idempotency-keys";
import { sweepLiveEvents } from "@callflex/domain/retention/sweep-live-events";
import { sweepOutboxEvents } from "@callflex/domain/retention/sweep-outbox-events";
import type { Logger } from "@callflex/platform/logger";
import { failing, heartbeating } from "./failures.ts";

/** What keeps the database in shape. Each returns how many tables or rows it was about. */
export interface MaintenanceActivities {
  ensurePartitions: () => Promise<{ made: number }>;
  sweepLiveEvents: () => Promise<number>;
  sweepIdempotencyKeys: () => Promise<number>;
  sweepOutboxEvents: () => Promise<number>;
  sweepAuditLog: () => Promise<number>;
  sweepAccountMails: () => Promise<number>;
}

/** Months that have their tables before they begin. */
const MONTHS_AHEAD = 12;

export function createMaintenanceActivities(deps: { pool: Pool; logger: Logger }): MaintenanceActivities {
  const { pool, logger } = deps;
  const sweeping = (sweep: (pool: Pool) => Promise<number>) => () =>
    failing(logger, () => heartbeating(() => sweep(pool)));
  return {
    ensurePartitions: () =>
      failing(logger, async () => {
        const now = new Date();
        const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD, 1));
        return { made: await ensureCallPartitions(pool, now, until) };
      }),
    sweepLiveEvents: sweeping(sweepLiveEvents),
    sweepIdempotencyKeys: sweeping(sweepIdempotencyKeys),
    sweepOutboxEvents: sweeping(sweepOutboxEvents),
    sweepAuditLog: sweeping(sweepAuditLog),
    sweepAccountMails: sweeping(sweepAccountMails),
  };
}
