import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** A call whose end nobody has told us. */
export interface UnreportedCall {
  organizationId: string;
  callId: string;
  providerCallId: string;
  startedAt: Date;
  /** When we heard of it last. */
  heardAt: Date;
}

/** Silence after which VAPI is asked; most calls are over by then, and those that run are asked about again. */
const SILENT_FOR = "15 minutes";
/** VAPI's answers older than this may lack the recording, and reports are kept for a month. */
const ASKED_FOR = "14 days";

/**
 * Finds calls of all organizations of which nothing was heard for a while and no report of the end is kept, newest first.
 * What was given up is left out.
 *
 * @param limit most calls
 */
export function findUnreportedCalls(pool: Pool, limit: number): Promise<UnreportedCall[]> {
  return autocommit(pool, (tx) =>
    tx.rows<UnreportedCall>(
      `SELECT c.organization_id AS "organizationId", c.id AS "callId", c.provider_call_id AS "providerCallId",
              c.started_at AS "startedAt", c.updated_at AS "heardAt"
       FROM calls c
       WHERE c.settled_at IS NULL AND c.started_at > now() - $2::interval AND c.updated_at < now() - $3::interval
         AND NOT EXISTS (
           SELECT FROM outbox_events e
           WHERE e.provider = 'vapi' AND e.scope = c.organization_id::text
             AND e.event_key = 'end-of-call-report:' || c.provider_call_id
         )
         AND NOT EXISTS (
           SELECT FROM call_processing_steps s
           WHERE s.organization_id = c.organization_id AND s.call_id = c.id AND s.step = 'call_settled' AND s.state = 'failed'
         )
       ORDER BY c.started_at DESC
       LIMIT $1`,
      [limit, ASKED_FOR, SILENT_FOR],
    ),
  );
}
