import type { RouteRefusal } from "@callflex/contracts/routing";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { checkContract, checkLines } from "../routing/check-limits.ts";
import { usagePeriod } from "../usage/usage-period.ts";

interface PlanRow {
  subscription_status: string;
  trial_ends_at: Date;
  period_anchor_at: Date;
  included_minutes: number;
  overage_allowed: boolean;
  max_concurrent_calls: number;
  live_calls: number;
  awaited_calls: number;
}

const WORDS: Partial<Record<RouteRefusal, string>> = {
  trial_ended: "Your trial has ended. Choose a plan, then try the assistant again.",
  subscription_ended: "Your subscription has ended. Renew it, then try the assistant again.",
  minutes_used_up: "The minutes of this month are used up, and test calls count like any call. Choose a larger plan.",
  too_many_calls: "All lines of your plan are in use. Try again when a call has ended.",
};

/** A call that VAPI stopped telling us about doesn't hold a line for ever. */
const LONGEST_CALL = "2 hours";

/**
 * Whether plan, minutes and lines allow one more call, by the same rules as for calls that come in. Test calls that are asked
 * for hold a line before they are calls.
 *
 * @throws {DomainError} `limit_reached` with what to do
 */
export async function requireCovered({ tx, actor }: VerbContext): Promise<void> {
  const { organizationId } = actor;
  const [row] = await tx.$queryRaw<PlanRow[]>`
    SELECT o.subscription_status, o.trial_ends_at, o.period_anchor_at, p.included_minutes, p.overage_allowed, p.max_concurrent_calls,
           (SELECT count(*)::integer FROM calls c
            WHERE c.organization_id = o.id AND c.status <> 'ended' AND c.refusal IS NULL
              AND coalesce(c.route ->> 'kind', '') NOT IN ('forward', 'say')
              AND c.started_at > now() - ${LONGEST_CALL}::interval) AS live_calls,
           (SELECT count(*)::integer FROM test_calls t
            WHERE t.organization_id = o.id AND t.state IN ('requested', 'placed')
              AND t.created_at > now() - ${LONGEST_CALL}::interval
              AND NOT EXISTS (SELECT FROM call_refs r
                              WHERE r.organization_id = t.organization_id AND r.provider = 'vapi'
                                AND r.provider_call_id = t.provider_call_id)) AS awaited_calls
    FROM organizations o JOIN plans p ON p.key = o.plan_key WHERE o.id = ${organizationId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such organization.");
  const now = new Date();
  const { start } = usagePeriod(row.period_anchor_at, now);
  const [period] = await tx.$queryRaw<{ seconds: number }[]>`
    SELECT seconds::float8 AS seconds FROM usage_periods
    WHERE organization_id = ${organizationId}::uuid AND period_start = ${start}::timestamptz`;
  const facts = {
    now,
    organization: { subscriptionStatus: row.subscription_status, trialEndsAt: row.trial_ends_at },
    plan: {
      includedMinutes: row.included_minutes,
      overageAllowed: row.overage_allowed,
      maxConcurrentCalls: row.max_concurrent_calls,
    },
    usedSeconds: period?.seconds ?? 0,
    liveCalls: row.live_calls + row.awaited_calls,
    providerLines: null,
  };
  const refusal = checkContract(facts).refusal ?? checkLines(facts).refusal;
  if (refusal) throw new DomainError("limit_reached", WORDS[refusal] ?? "Your plan doesn't allow another call now.");
}
