import type { Tx } from "@callflex/db/transaction";

/** A sum that doesn't equal the ledger's. */
export interface UsageDifference {
  organizationId: string;
  /** `period 2026-11-01T00:00:00Z seconds`, `day 2026-11-03 billed_seconds`, … */
  what: string;
  /** What the table of sums says. */
  stored: number;
  /** What the ledger's rows add up to. */
  ledger: number;
}

/**
 * Compares usage periods and days with the sums of the ledger. At any moment there is no difference: ledger row and sums
 * commit together.
 *
 * @param tx open transaction of the service (all organizations) or of one organization's member
 */
export function usageDifferences(tx: Tx): Promise<UsageDifference[]> {
  return tx.rows<UsageDifference & Record<string, unknown>>(
    `WITH periods AS (
       SELECT organization_id, usage_period_id AS id, sum(billed_seconds) AS seconds FROM usage_ledger GROUP BY 1, 2
     ), days AS (
       SELECT organization_id, usage_date, count(*) AS calls, count(*) FILTER (WHERE outcome = 'transferred') AS transferred_calls,
              count(*) FILTER (WHERE outcome IN ('missed', 'failed', 'refused')) AS missed_calls,
              sum(duration_seconds) AS duration_seconds, sum(billed_seconds) AS billed_seconds
       FROM usage_ledger GROUP BY 1, 2
     ), sums AS (
       SELECT organization_id, 'period ' || to_char(p.period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' seconds' AS what,
              p.seconds AS stored, coalesce(l.seconds, 0) AS ledger
       FROM usage_periods p LEFT JOIN periods l USING (organization_id, id)
       UNION ALL
       SELECT organization_id, 'day ' || usage_date || ' ' || part.name, coalesce(part.stored, 0), coalesce(part.ledger, 0)
       FROM daily_usage d FULL JOIN days l USING (organization_id, usage_date)
       CROSS JOIN LATERAL (VALUES
         ('calls', d.calls::bigint, l.calls), ('transferred_calls', d.transferred_calls, l.transferred_calls),
         ('missed_calls', d.missed_calls, l.missed_calls), ('duration_seconds', d.duration_seconds, l.duration_seconds),
         ('billed_seconds', d.billed_seconds, l.billed_seconds)
       ) AS part (name, stored, ledger)
     )
     SELECT organization_id AS "organizationId", what, stored::float8 AS stored, ledger::float8 AS ledger
     FROM sums WHERE stored <> ledger ORDER BY 1, 2`,
  );
}
