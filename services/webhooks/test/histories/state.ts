import type { Pool } from "@callflex/db/pool";

/** A call in its final state, as tests compare it. */
export interface CallState {
  status: string;
  outcome: string | null;
  refusal: string | null;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  endedReason: string | null;
  durationSeconds: number | null;
  callerNumber: string | null;
  callerName: string | null;
  hasAssistant: boolean;
  hasNumber: boolean;
  contactPhone: string | null;
  summary: string | null;
  sentiment: string | null;
  costMicros: number | null;
  stalls: number;
  twilioStatus: string | null;
  twilioSeconds: number | null;
  lines: string[];
  actions: string[];
  inbox: string[];
  /** Kinds of work items that people were told about. */
  notified: string[];
  /** Whether people were told that nobody took the call; a call that looked missed for a while may have been told too. */
  toldMissed: "yes" | "maybe" | `${number} times`;
  ledger: { durationSeconds: number; billedSeconds: number; outcome: string } | null;
}

/** An organization in its final state. */
export interface HistoryState {
  calls: Record<string, CallState>;
  daily: Record<string, { calls: number; transferred: number; missed: number; seconds: number; billed: number }>;
  /** Billed seconds by the start of the period. */
  periods: Record<string, number>;
  contacts: Record<string, { name: string | null; firstCallAt: string | null; lastCallAt: string | null }>;
  /** Deliveries that are left. */
  unfinished: string[];
  intents: "one for each notification" | `${number} intents, ${number} notifications`;
}

const CALLS = `
  SELECT r.provider_call_id, c.status, c.outcome, c.refusal, c.started_at, c.answered_at, c.ended_at, c.ended_reason,
    c.duration_seconds, c.caller_number, c.caller_name, c.assistant_id IS NOT NULL AS has_assistant,
    c.phone_number_id IS NOT NULL AS has_number, k.phone AS contact_phone, c.summary, c.sentiment, c.cost_micros,
    c.stall_count, c.twilio_status, c.twilio_duration_seconds,
    ARRAY(SELECT s.start_ms || ' ' || s.speaker || ': ' || s.text FROM call_transcript_segments s
      WHERE s.organization_id = c.organization_id AND s.call_id = c.id ORDER BY s.spoken_at, s.segment_key) AS lines,
    ARRAY(SELECT a.type || ' ' || a.status FROM call_actions a WHERE a.organization_id = c.organization_id AND a.call_id = c.id) AS actions,
    ARRAY(SELECT i.kind || ' from ' || coalesce(i.caller_number, 'nobody') || ', contact ' || coalesce(ik.phone, 'null')
      FROM inbox_items i LEFT JOIN contacts ik ON ik.id = i.contact_id
      WHERE i.organization_id = c.organization_id AND i.call_id = c.id) AS inbox,
    ARRAY(SELECT n.kind FROM notifications n WHERE n.organization_id = c.organization_id AND n.call_id = c.id) AS notified,
    (SELECT jsonb_agg(jsonb_build_object('durationSeconds', l.duration_seconds, 'billedSeconds', l.billed_seconds, 'outcome', l.outcome))
      FROM usage_ledger l WHERE l.organization_id = c.organization_id AND l.call_id = c.id) AS ledger
  FROM call_refs r
  JOIN calls c ON c.organization_id = r.organization_id AND c.id = r.call_id AND c.started_at = r.started_at
  LEFT JOIN contacts k ON k.id = c.contact_id
  WHERE r.organization_id = $1`;

interface CallRow {
  provider_call_id: string;
  status: string;
  outcome: string | null;
  refusal: string | null;
  started_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  ended_reason: string | null;
  duration_seconds: number | null;
  caller_number: string | null;
  caller_name: string | null;
  has_assistant: boolean;
  has_number: boolean;
  contact_phone: string | null;
  summary: string | null;
  sentiment: string | null;
  cost_micros: number | null;
  stall_count: number;
  twilio_status: string | null;
  twilio_duration_seconds: number | null;
  lines: string[];
  actions: string[];
  inbox: string[];
  notified: string[];
  ledger: NonNullable<CallState["ledger"]>[] | null;
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

function callState(row: CallRow): CallState {
  const missed = row.notified.filter((kind) => kind === "missed_call").length;
  if (row.ledger && row.ledger.length > 1) throw new Error(`call ${row.provider_call_id} is in the ledger twice`);
  return {
    status: row.status,
    outcome: row.outcome,
    refusal: row.refusal,
    startedAt: row.started_at.toISOString(),
    answeredAt: iso(row.answered_at),
    endedAt: iso(row.ended_at),
    endedReason: row.ended_reason,
    durationSeconds: row.duration_seconds,
    callerNumber: row.caller_number,
    callerName: row.caller_name,
    hasAssistant: row.has_assistant,
    hasNumber: row.has_number,
    contactPhone: row.contact_phone,
    summary: row.summary,
    sentiment: row.sentiment,
    costMicros: row.cost_micros,
    stalls: row.stall_count,
    twilioStatus: row.twilio_status,
    twilioSeconds: row.twilio_duration_seconds,
    lines: row.lines,
    actions: row.actions.toSorted(),
    inbox: row.inbox.toSorted(),
    notified: row.notified.filter((kind) => kind !== "missed_call").toSorted(),
    toldMissed: missed > 1 ? `${missed} times` : missed === 1 ? "yes" : "maybe",
    ledger: row.ledger?.[0] ?? null,
  };
}

type Day = HistoryState["daily"][string];
interface ContactRow {
  phone: string;
  name: string | null;
  first_call_at: Date | null;
  last_call_at: Date | null;
}

/** Reads the final state of an organization. */
export async function readState(db: Pool, organizationId: string): Promise<HistoryState> {
  const rows = async <T extends object>(sql: string) => (await db.query<T>(sql, [organizationId])).rows;
  const calls = await rows<CallRow>(CALLS);
  const daily = await rows<Day & { date: string }>(
    `SELECT usage_date::text AS date, calls, transferred_calls AS transferred, missed_calls AS missed,
            duration_seconds AS seconds, billed_seconds AS billed
     FROM daily_usage WHERE organization_id = $1`,
  );
  const periods = await rows<{ period_start: Date; seconds: number }>(
    "SELECT period_start, seconds FROM usage_periods WHERE organization_id = $1",
  );
  const contacts = await rows<ContactRow>(
    "SELECT phone, name, first_call_at, last_call_at FROM contacts WHERE organization_id = $1",
  );
  const unfinished = await rows<{ line: string }>(
    `SELECT e.event_key || ' ' || d.state || ': ' || coalesce(d.last_error, '') AS line
     FROM outbox_deliveries d JOIN outbox_events e ON e.id = d.event_id
     WHERE e.organization_id = $1 AND e.provider <> 'callflex'`,
  );
  const [told] = await rows<{ intents: number; notifications: number }>(
    `SELECT (SELECT count(*) FROM outbox_events WHERE organization_id = $1 AND type = 'notification.send')::int AS intents,
            (SELECT count(*) FROM notifications WHERE organization_id = $1)::int AS notifications`,
  );
  const { intents = 0, notifications = 0 } = told ?? {};
  return {
    calls: Object.fromEntries(calls.map((row) => [row.provider_call_id, callState(row)])),
    daily: Object.fromEntries(daily.map(({ date, ...day }) => [date, day])),
    periods: Object.fromEntries(periods.map((row) => [row.period_start.toISOString(), row.seconds])),
    contacts: Object.fromEntries(
      contacts.map((row) => [
        row.phone,
        { name: row.name, firstCallAt: iso(row.first_call_at), lastCallAt: iso(row.last_call_at) },
      ]),
    ),
    unfinished: unfinished.map(({ line }) => line),
    intents:
      intents === notifications ? "one for each notification" : `${intents} intents, ${notifications} notifications`,
  };
}
