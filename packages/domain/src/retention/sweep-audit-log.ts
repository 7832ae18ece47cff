import type { Pool } from "@callflex/db/pool";
import { sweepInBatches } from "./sweep-in-batches.ts";

/** Removes entries of the audit log older than 400 days: a year, and the weeks in which somebody looks back at it. */
export function sweepAuditLog(pool: Pool): Promise<number> {
  return sweepInBatches(
    pool,
    `DELETE FROM audit_log WHERE id IN (
       SELECT id FROM audit_log WHERE created_at < now() - interval '400 days' ORDER BY created_at LIMIT $1)`,
  );
}
