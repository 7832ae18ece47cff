import type { DriftState } from "@callflex/contracts/drift";
import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";

/** A finding as operators see it. */
export interface OperatorFinding {
  id: string;
  organizationId: string | null;
  provider: string;
  kind: string;
  resourceId: string;
  detail: string;
  state: DriftState;
  /** The way by which it is being repaired, with how often that was tried. */
  repair: string | null;
  repairAttempts: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/**
 * Findings of all organizations and of nobody, what was found last first.
 *
 * @param filter.nobodys true for what belongs to no organization alone
 */
export function listAllFindings(
  pool: Pool,
  filter: { state?: DriftState; organizationId?: string; nobodys?: boolean; limit: number },
): Promise<OperatorFinding[]> {
  const { state = null, organizationId = null, nobodys = false, limit } = filter;
  return autocommit(pool, (tx) =>
    tx.rows<OperatorFinding>(
      `SELECT id, organization_id AS "organizationId", provider, kind, resource_id AS "resourceId", detail, state, repair,
              repair_attempts AS "repairAttempts", first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"
       FROM drift_findings
       WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR organization_id = $2) AND (NOT $3 OR organization_id IS NULL)
       ORDER BY first_seen_at DESC, id DESC LIMIT $4`,
      [state, organizationId, nobodys, limit],
    ),
  );
}
