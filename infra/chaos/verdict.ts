import { Client, Connection } from "@temporalio/client";
import type { Pool } from "pg";
import type { Tenant } from "../bench/setup/tenant.ts";
import type { TrafficReport } from "./traffic.ts";

/** One thing that must hold. */
export interface Verdict {
  check: string;
  /** How many there should be, and how many there are. */
  expected: number;
  found: number;
  holds: boolean;
  /** Some of those that break it. */
  examples?: string[];
}

interface Outside {
  sandboxUrl: string;
  temporal: { address: string; namespace: string };
}

const EXAMPLES = 5;

/** Compares two counts. */
export function counted(check: string, expected: number, found: number, examples: string[] = []): Verdict {
  return {
    check,
    expected,
    found,
    holds: expected === found,
    ...(examples.length > 0 ? { examples: examples.slice(0, EXAMPLES) } : {}),
  };
}

/** A query that gives a row for each thing that is wrong. */
export async function none(admin: Pool, check: string, sql: string, params: unknown[]): Promise<Verdict> {
  const { rows } = await admin.query<Record<string, unknown>>(sql, params);
  return counted(
    check,
    0,
    rows.length,
    rows.slice(0, EXAMPLES).map((row) => JSON.stringify(row)),
  );
}

/** What the tables say. */
async function inDatabase(admin: Pool, tenant: Tenant, traffic: TrafficReport): Promise<Verdict[]> {
  const org = tenant.organizationId;
  const acknowledged = [...new Set(traffic.acknowledged)];
  const calls = traffic.calls.map((call) => call.callId);
  const { rows: figures } = await admin.query<
    Record<"events" | "final" | "ledger" | "seconds" | "actions" | "items" | "told", string>
  >(
    `SELECT
       (SELECT count(DISTINCT event_key) FROM outbox_events WHERE organization_id = $1 AND event_key = ANY ($2)) AS events,
       (SELECT count(*) FROM call_refs r
        JOIN calls c ON c.organization_id = r.organization_id AND c.id = r.call_id AND c.started_at = r.started_at
        WHERE r.organization_id = $1 AND r.provider_call_id = ANY ($3)
          AND c.settled_at IS NOT NULL AND c.status = 'ended' AND c.outcome IS NOT NULL) AS final,
       (SELECT count(*) FROM usage_ledger WHERE organization_id = $1) AS ledger,
       (SELECT coalesce(sum(duration_seconds), 0) FROM usage_ledger WHERE organization_id = $1) AS seconds,
       (SELECT count(*) FROM call_actions WHERE organization_id = $1 AND tool_call_id = ANY ($4) AND status = 'succeeded') AS actions,
       (SELECT count(*) FROM inbox_items WHERE organization_id = $1) AS items,
       (SELECT count(*) FROM notifications WHERE organization_id = $1) AS told`,
    [org, acknowledged, calls, traffic.savedToolCalls],
  );
  const row = figures[0]!;
  const items = Number(row.items);
  return [
    counted("acknowledged events that are in the outbox", acknowledged.length, Number(row.events)),
    counted("calls that are final", calls.length, Number(row.final)),
    counted("ledger rows, one a call", calls.length, Number(row.ledger)),
    counted(
      "seconds in the ledger, as reported",
      traffic.calls.reduce((sum, call) => sum + call.seconds, 0),
      Number(row.seconds),
    ),
    counted("messages promised to callers that are kept", new Set(traffic.savedToolCalls).size, Number(row.actions)),
    counted("notifications, a mail and a text for each message", items * 2, Number(row.told)),
    await none(
      admin,
      "usage periods that differ from their ledger",
      `SELECT p.id, p.seconds, coalesce(sum(l.billed_seconds), 0) AS ledger
       FROM usage_periods p LEFT JOIN usage_ledger l ON l.organization_id = p.organization_id AND l.usage_period_id = p.id
       WHERE p.organization_id = $1 GROUP BY p.id HAVING p.seconds <> coalesce(sum(l.billed_seconds), 0)`,
      [org],
    ),
    await none(
      admin,
      "days whose sums differ from their ledger",
      `SELECT usage_date, d.calls, l.calls AS ledger
       FROM (SELECT * FROM daily_usage WHERE organization_id = $1) d
       FULL JOIN (
         SELECT usage_date, count(*) AS calls, sum(duration_seconds) AS duration, sum(billed_seconds) AS billed,
                count(*) FILTER (WHERE outcome = 'transferred') AS transferred,
                count(*) FILTER (WHERE outcome IN ('missed', 'failed', 'refused')) AS missed
         FROM usage_ledger WHERE organization_id = $1 GROUP BY usage_date
       ) l USING (usage_date)
       WHERE (d.calls, d.duration_seconds, d.billed_seconds, d.transferred_calls, d.missed_calls)
             IS DISTINCT FROM (l.calls, l.duration, l.billed, l.transferred, l.missed)`,
      [org],
    ),
    await none(
      admin,
      "events that are not done",
      `SELECT e.type, e.event_key, d.state, d.attempts, d.last_error FROM outbox_deliveries d JOIN outbox_events e ON e.id = d.event_id
       WHERE d.organization_id = $1 OR d.organization_id IS NULL`,
      [org],
    ),
    await none(
      admin,
      "notifications that are neither sent nor delivered",
      "SELECT id, channel, state, attempts, last_error FROM notifications WHERE organization_id = $1 AND state NOT IN ('sent', 'delivered')",
      [org],
    ),
  ];
}

interface Message {
  to: string | string[];
  body?: string;
  tags?: { name: string; value: string }[];
}

async function listed(sandboxUrl: string, what: "messages" | "mails"): Promise<Message[]> {
  const response = await fetch(`${sandboxUrl}/sandbox/${what}?limit=20000`);
  const answer = (await response.json()) as Record<string, Message[]>;
  return answer[what] ?? [];
}

/** What the providers' stand-ins got. */
async function atProviders(admin: Pool, tenant: Tenant, outside: Outside): Promise<Verdict[]> {
  const { rows } = await admin.query<{ id: string; channel: "sms" | "email"; reference: string }>(
    "SELECT id, channel, reference FROM notifications WHERE organization_id = $1",
    [tenant.organizationId],
  );
  const [texts, mails] = await Promise.all([
    listed(outside.sandboxUrl, "messages"),
    listed(outside.sandboxUrl, "mails"),
  ]);
  const arrivals = new Map<string, number>();
  const count = (key: string) => arrivals.set(key, (arrivals.get(key) ?? 0) + 1);
  for (const { body } of texts) count(`sms ${/#(\S+)$/.exec(body ?? "")?.[1]}`);
  for (const { tags } of mails) count(`email ${tags?.find((tag) => tag.name === "notification")?.value}`);
  const keys = rows.map((row) => `${row.channel} ${row.channel === "sms" ? row.reference : row.id}`);
  const doubles = keys.filter((key) => (arrivals.get(key) ?? 0) > 1);
  const unknown = [...arrivals.keys()].filter((key) => !keys.includes(key));
  return [
    counted("messages at the providers that are doubles", 0, doubles.length, doubles),
    counted("messages at the providers that nobody asked for", 0, unknown.length, unknown),
    counted("notifications that reached their provider", keys.length, keys.filter((key) => arrivals.has(key)).length),
  ];
}

/** What Temporal still works on. */
async function inTemporal({ temporal }: Outside): Promise<Verdict[]> {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    const client = new Client({ connection, namespace: temporal.namespace });
    const count = async (query: string) => (await client.workflow.count(query)).count;
    return [
      counted(
        "calls whose workflow still runs",
        0,
        await count("WorkflowType = 'processCallEnd' AND ExecutionStatus = 'Running'"),
      ),
      counted("workflows that failed", 0, await count("ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')")),
      counted("workflows that wait for a person", 0, await count("NeedsAttention = true")),
    ];
  } finally {
    await connection.close();
  }
}

/** Everything that must hold, as it is now. */
export async function judge(admin: Pool, tenant: Tenant, traffic: TrafficReport, outside: Outside): Promise<Verdict[]> {
  return [
    ...(await inDatabase(admin, tenant, traffic)),
    ...(await atProviders(admin, tenant, outside)),
    ...(await inTemporal(outside)),
    counted("messages that the sender gave up", 0, traffic.givenUp.length, traffic.givenUp),
  ];
}
