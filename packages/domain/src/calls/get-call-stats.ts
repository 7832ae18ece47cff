import type { CallStats } from "@callflex/contracts/api/calls";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { usagePeriod } from "../usage/usage-period.ts";

type Totals = CallStats["totals"];

interface DayRow {
  date: string;
  is_current: boolean;
  calls: number;
  transferred: number;
  missed: number;
  duration_seconds: number;
  billed_seconds: number;
}

interface OverviewRow {
  timezone: string;
  period_anchor_at: Date;
  included_minutes: number;
  open_inbox: number;
  unread_inbox: number;
  active_assistants: number;
}

const NOTHING: Totals = { calls: 0, handled: 0, transferred: 0, missed: 0, durationSeconds: 0, billedSeconds: 0 };

function toTotals(row: DayRow): Totals {
  return {
    calls: row.calls,
    handled: row.calls - row.missed,
    transferred: row.transferred,
    missed: row.missed,
    durationSeconds: row.duration_seconds,
    billedSeconds: row.billed_seconds,
  };
}

function sum(rows: DayRow[]): Totals {
  return rows.map(toTotals).reduce(
    (all, day) => ({
      calls: all.calls + day.calls,
      handled: all.handled + day.handled,
      transferred: all.transferred + day.transferred,
      missed: all.missed + day.missed,
      durationSeconds: all.durationSeconds + day.durationSeconds,
      billedSeconds: all.billedSeconds + day.billedSeconds,
    }),
    NOTHING,
  );
}

/** The asked days and as many before them, one row each in the organization's calendar, from the daily sums. */
function readDays(ctx: VerbContext, days: number, timezone: string): Promise<DayRow[]> {
  return ctx.tx.$queryRaw<DayRow[]>`
    WITH today AS (SELECT (now() AT TIME ZONE ${timezone})::date AS date)
    SELECT to_char(day.date, 'YYYY-MM-DD') AS date, day.date > today.date - ${days}::integer AS is_current,
           coalesce(d.calls, 0) AS calls, coalesce(d.transferred_calls, 0) AS transferred, coalesce(d.missed_calls, 0) AS missed,
           coalesce(d.duration_seconds, 0)::float8 AS duration_seconds, coalesce(d.billed_seconds, 0)::float8 AS billed_seconds
    FROM today
    CROSS JOIN LATERAL (SELECT today.date - n AS date FROM generate_series(0, 2 * ${days}::integer - 1) AS n) day
    LEFT JOIN daily_usage d ON d.organization_id = ${ctx.actor.organizationId}::uuid AND d.usage_date = day.date
    ORDER BY day.date`;
}

async function readOverview(ctx: VerbContext): Promise<OverviewRow> {
  const [row] = await ctx.tx.$queryRaw<OverviewRow[]>`
    SELECT o.timezone, o.period_anchor_at, p.included_minutes, inbox.open AS open_inbox, inbox.unread AS unread_inbox,
           (SELECT count(*)::integer FROM assistants a
            WHERE a.organization_id = o.id AND a.status = 'active' AND a.deleted_at IS NULL) AS active_assistants
    FROM organizations o
    JOIN plans p ON p.key = o.plan_key
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS open, (count(*) FILTER (WHERE i.read_at IS NULL))::integer AS unread
      FROM inbox_items i WHERE i.organization_id = o.id AND i.done_at IS NULL
    ) inbox
    WHERE o.id = ${ctx.actor.organizationId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such organization.");
  return row;
}

/** The period that runs now and what it has used; a period without a call has no row yet. */
async function readUsage(ctx: VerbContext, { period_anchor_at, included_minutes }: OverviewRow) {
  const { start, end } = usagePeriod(period_anchor_at, new Date());
  const [period] = await ctx.tx.$queryRaw<{ seconds: number }[]>`
    SELECT seconds::float8 AS seconds FROM usage_periods
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND period_start = ${start}::timestamptz`;
  return {
    periodStart: start.toISOString(),
    periodEnd: end.toISOString(),
    billedMinutes: Math.ceil((period?.seconds ?? 0) / 60),
    includedMinutes: included_minutes,
  };
}

/**
 * Figures of the overview: the last `days` days up to today in the organization's time zone, the days before them to
 * compare with, and this period's usage. Read from the daily sums and the period, never from the calls.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getCallStats({ ctx, input }: { ctx: VerbContext; input: { days: number } }): Promise<CallStats> {
  requirePermission(ctx.actor, "calls.read");
  const overview = await readOverview(ctx);
  const rows = await readDays(ctx, input.days, overview.timezone);
  const current = rows.filter((row) => row.is_current);
  const today = current.at(-1);
  return {
    timezone: overview.timezone,
    days: current.map((row) => ({ date: row.date, ...toTotals(row) })),
    totals: sum(current),
    previousTotals: sum(rows.filter((row) => !row.is_current)),
    today: today ? toTotals(today) : NOTHING,
    usage: await readUsage(ctx, overview),
    openInboxItems: overview.open_inbox,
    unreadInboxItems: overview.unread_inbox,
    activeAssistants: overview.active_assistants,
  };
}
