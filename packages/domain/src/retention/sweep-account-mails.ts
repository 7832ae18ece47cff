import type { Pool } from "@callflex/db/pool";
import { sweepInBatches } from "./sweep-in-batches.ts";

/** Removes mails about accounts that are older than 30 days and have ended, be it that their time is over. */
export function sweepAccountMails(pool: Pool): Promise<number> {
  return sweepInBatches(
    pool,
    `DELETE FROM account_mails WHERE id IN (
       SELECT id FROM account_mails
       WHERE created_at < now() - interval '30 days' AND (state <> 'pending' OR expires_at < now() - interval '1 day')
       ORDER BY created_at LIMIT $1)`,
  );
}
