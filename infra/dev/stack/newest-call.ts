import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";

/** A call to look at. */
export interface NewestCall {
  id: string;
  isLive: boolean;
}

const LOOK_AGAIN_MS = 250;

/**
 * Finds the organization's newest call.
 *
 * @param adminUrl connection string of the administrator
 * @param organizationId whose call
 * @param waitMs how long to wait for a call that is live before taking one that is over
 */
export async function newestCall(
  adminUrl: string,
  organizationId: string,
  waitMs: number,
): Promise<NewestCall | undefined> {
  const pool = new Pool({ connectionString: adminUrl, max: 1 });
  try {
    for (const end = Date.now() + waitMs; ; await sleep(LOOK_AGAIN_MS)) {
      const { rows } = await pool.query<NewestCall>(
        `SELECT id, status <> 'ended' AS "isLive" FROM calls WHERE organization_id = $1 ORDER BY started_at DESC LIMIT 1`,
        [organizationId],
      );
      if (rows[0]?.isLive || Date.now() >= end) return rows[0];
    }
  } finally {
    await pool.end();
  }
}
