import type { CallOutcome } from "@callflex/contracts/enums";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { billableSeconds } from "./billable-seconds.ts";
import { usagePeriod } from "./usage-period.ts";

/** Outcomes that charts count as missed. */
const MISSED: ReadonlySet<string> = new Set<CallOutcome>(["missed", "failed", "refused"]);

interface LedgerRow {
  usage_period_id: string;
  usage_date: string;
  duration_seconds: number;
  billed_seconds: number;
  outcome: string;
}

interface Contribution {
  calls: number;
  transferred: number;
  missed: number;
  duration: number;
  billed: number;
}

function contribution(row: { outcome: string; durationSeconds: number; billedSeconds: number }): Contribution {
  return {
    calls: 1,
    transferred: row.outcome === "transferred" ? 1 : 0,
    missed: MISSED.has(row.outcome) ? 1 : 0,
    duration: row.durationSeconds,
    billed: row.billedSeconds,
  };
}

/**
 * Writes the call's one row of the ledger and keeps the sums of its period and day equal to the ledger's. Done again with
 * other facts (a fuller report), the sums move by the difference; with the same facts nothing changes.
 *
 * The period's row is locked last and held until the commit: the caller does everything else before.
 *
 * @returns the billed seconds
 */
export async function recordUsage(
  tx: Tx,
  input: {
    organizationId: string;
    callId: string;
    startedAt: Date;
    durationSeconds: number;
    answered: boolean;
    outcome: CallOutcome;
  },
): Promise<{ billedSeconds: number; changed: boolean }> {
  const { organizationId, callId, startedAt, durationSeconds, outcome } = input;
  const { billedSeconds, unbilledReason } = billableSeconds(input);

  const [old] = await tx.rows<LedgerRow>(
    `SELECT usage_period_id, usage_date::text, duration_seconds, billed_seconds, outcome
     FROM usage_ledger WHERE organization_id = $1 AND call_id = $2 FOR UPDATE`,
    [organizationId, callId],
  );
  if (
    old &&
    old.duration_seconds === durationSeconds &&
    old.billed_seconds === billedSeconds &&
    old.outcome === outcome
  ) {
    return { billedSeconds, changed: false };
  }

  const before = old
    ? contribution({ outcome: old.outcome, durationSeconds: old.duration_seconds, billedSeconds: old.billed_seconds })
    : { calls: 0, transferred: 0, missed: 0, duration: 0, billed: 0 };
  const after = contribution({ outcome, durationSeconds, billedSeconds });

  const where = old
    ? { periodId: old.usage_period_id, date: old.usage_date }
    : await openPeriod(tx, { organizationId, startedAt });
  const figures = [durationSeconds, billedSeconds, unbilledReason, outcome];
  if (old) {
    await tx.run(
      `UPDATE usage_ledger SET duration_seconds = $3, billed_seconds = $4, unbilled_reason = $5, outcome = $6
       WHERE organization_id = $1 AND call_id = $2`,
      [organizationId, callId, ...figures],
    );
  } else {
    const added = await tx.run(
      `INSERT INTO usage_ledger (organization_id, call_id, usage_period_id, usage_date, occurred_at, duration_seconds, billed_seconds, unbilled_reason, outcome)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [organizationId, callId, where.periodId, where.date, startedAt, ...figures],
    );
    // Somebody else wrote the call's row since we looked: their figures are in the sums, so the difference to them counts.
    if (added === 0) return recordUsage(tx, input);
  }
  await tx.run(
    `INSERT INTO daily_usage AS d (organization_id, usage_date, calls, transferred_calls, missed_calls, duration_seconds, billed_seconds)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (organization_id, usage_date) DO UPDATE
     SET calls = d.calls + EXCLUDED.calls, transferred_calls = d.transferred_calls + EXCLUDED.transferred_calls,
         missed_calls = d.missed_calls + EXCLUDED.missed_calls, duration_seconds = d.duration_seconds + EXCLUDED.duration_seconds,
         billed_seconds = d.billed_seconds + EXCLUDED.billed_seconds`,
    [
      organizationId,
      where.date,
      after.calls - before.calls,
      after.transferred - before.transferred,
      after.missed - before.missed,
      after.duration - before.duration,
      after.billed - before.billed,
    ],
  );
  if (after.billed !== before.billed) {
    await tx.run("UPDATE usage_periods SET seconds = seconds + $3 WHERE organization_id = $1 AND id = $2", [
      organizationId,
      where.periodId,
      after.billed - before.billed,
    ]);
  }
  return { billedSeconds, changed: true };
}

async function openPeriod(tx: Tx, { organizationId, startedAt }: { organizationId: string; startedAt: Date }) {
  const [organization] = await tx.rows<{ period_anchor_at: Date; usage_date: string }>(
    "SELECT period_anchor_at, ($2::timestamptz AT TIME ZONE timezone)::date::text AS usage_date FROM organizations WHERE id = $1",
    [organizationId, startedAt],
  );
  if (!organization) throw new Error(`organization ${organizationId} is gone`);
  const { start, end } = usagePeriod(organization.period_anchor_at, startedAt);
  await tx.run(
    `INSERT INTO usage_periods (id, organization_id, period_start, period_end) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, period_start) DO NOTHING`,
    [newId(), organizationId, start, end],
  );
  const [period] = await tx.rows<{ id: string }>(
    "SELECT id FROM usage_periods WHERE organization_id = $1 AND period_start = $2",
    [organizationId, start],
  );
  if (!period) throw new Error(`no usage period of ${organizationId} begins at ${start.toISOString()}`);
  return { periodId: period.id, date: organization.usage_date };
}
