import type { Tx } from "@callflex/db/transaction";
import type { DemoTenant } from "./stage.ts";

/** Callers become contacts, except anonymous ones; most have a name. */
async function writeContacts(tx: Tx, tenant: DemoTenant): Promise<void> {
  await tx.run(
    `INSERT INTO contacts AS c (id, organization_id, phone, name, first_call_at, last_call_at, created_at)
     SELECT (lpad(to_hex((extract(epoch FROM min(started_at)) * 1000)::bigint), 12, '0') || '7' || substr(md5($1::uuid || phone), 1, 3)
             || '8' || substr(md5($1::uuid || phone), 4, 15))::uuid,
            $1::uuid, phone, CASE WHEN bool_or(known) THEN min(name) END, min(started_at), max(started_at), min(started_at)
     FROM demo_call WHERE phone IS NOT NULL GROUP BY phone ORDER BY phone
     ON CONFLICT (organization_id, phone) DO UPDATE
     SET name = coalesce(c.name, EXCLUDED.name), first_call_at = least(c.first_call_at, EXCLUDED.first_call_at),
         last_call_at = greatest(c.last_call_at, EXCLUDED.last_call_at)
     WHERE c.first_call_at > EXCLUDED.first_call_at OR c.last_call_at < EXCLUDED.last_call_at OR c.name IS NULL`,
    [tenant.organizationId],
  );
}

/** Adds the calls that aren't there yet and leaves only those on the stage, so that a second run adds nothing. */
async function writeRefs(tx: Tx, tenant: DemoTenant, prefix: string): Promise<number> {
  await tx.run(
    `WITH added AS (
       INSERT INTO call_refs (organization_id, provider, provider_call_id, call_id, started_at)
       SELECT $1::uuid, 'vapi', $2 || n, id, started_at FROM demo_call ORDER BY n
       ON CONFLICT DO NOTHING RETURNING call_id
     )
     DELETE FROM demo_call WHERE id NOT IN (SELECT call_id FROM added)`,
    [tenant.organizationId, prefix],
  );
  const [left] = await tx.rows<{ count: number }>("SELECT count(*)::int AS count FROM demo_call");
  return left!.count;
}

async function writeCalls(tx: Tx, tenant: DemoTenant, prefix: string): Promise<void> {
  await tx.run(
    `INSERT INTO calls (organization_id, id, started_at, direction, status, outcome, phone_number_id, assistant_id, contact_id,
       caller_number, caller_name, provider_call_id, answered_at, ended_at, ended_reason, duration_seconds, summary, sentiment,
       success, analysis, cost_micros, cost_currency, settled_at, created_at)
     SELECT $1::uuid, d.id, d.started_at, 'inbound', 'ended', d.outcome, $2, $3, k.id, d.phone, CASE WHEN d.known THEN d.name END, $4 || d.n,
            d.answered_at, d.ended_at, c.ended_reason, d.duration_seconds, pg_temp.fill(c.summary, d), c.sentiment,
            CASE WHEN c.summary IS NOT NULL THEN c.sentiment <> 'negative' OR c.action IS NOT NULL END,
            CASE WHEN c.summary IS NOT NULL THEN jsonb_build_object('callerName', d.name, 'sentiment', c.sentiment) END,
            CASE WHEN d.answered_at IS NOT NULL THEN d.duration_seconds * 1250 END,
            CASE WHEN d.answered_at IS NOT NULL THEN 'USD' END, d.ended_at + interval '4 seconds', d.started_at
     FROM demo_call d JOIN demo_conversation c USING (slot)
     LEFT JOIN contacts k ON k.organization_id = $1::uuid AND k.phone = d.phone`,
    [tenant.organizationId, tenant.phoneNumberId, tenant.assistantId, prefix],
  );
}

async function writeConversations(tx: Tx, tenant: DemoTenant): Promise<void> {
  const params = [tenant.organizationId];
  await tx.run(
    `INSERT INTO call_transcript_segments (organization_id, call_id, started_at, segment_key, spoken_at, speaker, text, start_ms, end_ms)
     SELECT $1::uuid, d.id, d.started_at, 'final:' || lpad(l.position::text, 5, '0'),
            d.answered_at + make_interval(secs => l.start_ms::bigint * d.pace / 100000.0), l.speaker, pg_temp.fill(l.text, d),
            (l.start_ms::bigint * d.pace / 100)::int, (l.end_ms::bigint * d.pace / 100)::int
     FROM demo_call d JOIN demo_line l USING (slot)`,
    params,
  );
  await tx.run(
    `INSERT INTO call_transcripts (organization_id, call_id, started_at, text, created_at)
     SELECT $1::uuid, d.id, d.started_at, string_agg(pg_temp.fill(l.text, d), E'\\n' ORDER BY l.position), d.ended_at
     FROM demo_call d JOIN demo_line l USING (slot) GROUP BY d.id, d.started_at, d.ended_at`,
    params,
  );
  // There is no audio behind calls that nobody made, and the player must not promise any.
  await tx.run(
    `INSERT INTO call_recordings (organization_id, call_id, started_at, state, duration_ms, created_at)
     SELECT $1::uuid, id, started_at, 'none', duration_seconds * 1000, ended_at FROM demo_call`,
    params,
  );
  await tx.run(
    `INSERT INTO call_actions (organization_id, call_id, started_at, id, tool_call_id, type, status, input, answer, created_at)
     SELECT $1::uuid, d.id, d.started_at, pg_temp.id_of('action/' || d.id), 'demo-' || d.n, c.action ->> 'type', 'succeeded',
            pg_temp.fill((c.action -> 'input')::text, d)::jsonb, jsonb_build_object('text', pg_temp.fill(c.action ->> 'answer', d)),
            d.ended_at - interval '9 seconds'
     FROM demo_call d JOIN demo_conversation c USING (slot) WHERE c.action IS NOT NULL`,
    params,
  );
}

/** Work that came of the calls: old items are done, those of the last days wait. */
async function writeInbox(tx: Tx, tenant: DemoTenant): Promise<void> {
  await tx.run(
    `INSERT INTO inbox_items (id, organization_id, call_id, contact_id, source_key, kind, caller_name, caller_number, subject, details,
       read_at, done_at, done_by, created_at)
     SELECT pg_temp.id_of('inbox/' || d.id), $1::uuid, d.id, k.id, 'tool/' || d.id || '/demo-' || d.n, c.inbox ->> 'kind', d.name, d.phone,
            pg_temp.fill(c.inbox ->> 'subject', d), pg_temp.fill((c.inbox -> 'details')::text, d)::jsonb,
            CASE WHEN age > 1 THEN d.ended_at + interval '40 minutes' END, CASE WHEN done THEN d.ended_at + interval '3 hours' END,
            CASE WHEN done THEN $2::uuid END, d.ended_at - interval '9 seconds'
     FROM demo_call d CROSS JOIN LATERAL (
       SELECT $3::timestamptz - d.started_at > CASE WHEN d.n % 3 > 0 THEN interval '2 days' ELSE interval '5 days' END AS done,
              extract(day FROM $3::timestamptz - d.started_at) AS age
     ) AS since
     JOIN demo_conversation c USING (slot) LEFT JOIN contacts k ON k.organization_id = $1::uuid AND k.phone = d.phone
     WHERE c.inbox IS NOT NULL`,
    [tenant.organizationId, tenant.userId, tenant.madeAt],
  );
}

/** One e-mail for each work item, delivered long ago. */
async function writeNotifications(tx: Tx, tenant: DemoTenant, recipient: string): Promise<void> {
  await tx.run(
    `INSERT INTO notifications (id, organization_id, call_id, inbox_item_id, dedupe_key, kind, channel, recipient, state, reference,
       provider_message_id, attempts, sent_at, delivered_at, created_at)
     SELECT pg_temp.id_of('mail/' || i.id), $1::uuid, d.id, i.id, 'item/' || i.id || '/email/' || $2, i.kind, 'email', $2, 'delivered',
            upper(substr(md5('reference/' || i.id), 1, 5)), 'demo-' || i.id, 1, d.ended_at + interval '6 seconds',
            d.ended_at + interval '9 seconds', d.ended_at + interval '4 seconds'
     FROM demo_call d JOIN inbox_items i ON i.organization_id = $1::uuid AND i.id = pg_temp.id_of('inbox/' || d.id)`,
    [tenant.organizationId, recipient],
  );
}

/** What was done about each call, as the workflow would have written it. */
async function writeSteps(tx: Tx, tenant: DemoTenant): Promise<void> {
  await tx.run(
    `INSERT INTO call_processing_steps (id, organization_id, call_id, step, subject, state, detail, started_at, finished_at)
     SELECT pg_temp.id_of(s.step || '/' || d.id), $1::uuid, d.id, s.step, coalesce(s.subject, ''), 'done', s.detail, d.ended_at + s.since, d.ended_at + s.since
     FROM demo_call d
     LEFT JOIN notifications m ON m.organization_id = $1::uuid AND m.id = pg_temp.id_of('mail/' || pg_temp.id_of('inbox/' || d.id))
     CROSS JOIN LATERAL (VALUES
       ('event_received', NULL, NULL, interval '3 seconds'),
       ('call_settled', NULL, d.outcome, interval '4 seconds'),
       ('usage_recorded', NULL, CASE WHEN d.answered_at IS NOT NULL AND d.duration_seconds >= 10 THEN d.duration_seconds ELSE 0 END
          || ' of ' || d.duration_seconds || ' seconds count', interval '4 seconds'),
       ('notification_sent', 'E-mail to ' || m.recipient || ' (#' || m.reference || ')', NULL, interval '6 seconds'),
       ('notification_delivered', 'E-mail to ' || m.recipient || ' (#' || m.reference || ')', NULL, interval '9 seconds')
     ) AS s (step, subject, detail, since)
     WHERE s.step NOT LIKE 'notification%' OR m.id IS NOT NULL`,
    [tenant.organizationId],
  );
}

/** Ledger, periods and days, by the rules of the product: they add up at any moment, also while live calls are counted. */
async function writeUsage(tx: Tx, tenant: DemoTenant): Promise<void> {
  const { organizationId, timezone } = tenant;
  // Periods are counted from the anchor in UTC, and an anchor on the 31st begins on the last day of shorter months.
  const periodOf = `
    SELECT o.period_anchor_at AS anchor,
           (SELECT max(m) FROM generate_series(0, 1200) AS m
            WHERE (o.period_anchor_at AT TIME ZONE 'UTC' + make_interval(months => m)) AT TIME ZONE 'UTC' <= d.started_at) AS month
    FROM organizations o WHERE o.id = $1`;
  await tx.run(
    `INSERT INTO usage_periods (id, organization_id, period_start, period_end)
     SELECT gen_random_uuid(), $1::uuid, (anchor AT TIME ZONE 'UTC' + make_interval(months => month)) AT TIME ZONE 'UTC',
            (anchor AT TIME ZONE 'UTC' + make_interval(months => month + 1)) AT TIME ZONE 'UTC'
     FROM (SELECT DISTINCT p.* FROM (SELECT min(started_at) AS started_at FROM demo_call GROUP BY started_at::date
                                     UNION SELECT max(started_at) FROM demo_call GROUP BY started_at::date) d
           CROSS JOIN LATERAL (${periodOf}) p) periods
     ON CONFLICT (organization_id, period_start) DO NOTHING`,
    [organizationId],
  );
  await tx.run(
    `WITH added AS (
       INSERT INTO usage_ledger (organization_id, call_id, usage_period_id, usage_date, occurred_at, duration_seconds, billed_seconds,
         unbilled_reason, outcome, created_at)
       SELECT $1::uuid, d.id, p.id, (d.started_at AT TIME ZONE $2)::date, d.started_at, d.duration_seconds,
              CASE WHEN d.answered_at IS NOT NULL AND d.duration_seconds >= 10 THEN d.duration_seconds ELSE 0 END,
              CASE WHEN d.answered_at IS NULL THEN 'not_answered' WHEN d.duration_seconds < 10 THEN 'under_10_seconds' END,
              d.outcome, d.ended_at + interval '4 seconds'
       FROM demo_call d JOIN usage_periods p ON p.organization_id = $1::uuid AND d.started_at >= p.period_start AND d.started_at < p.period_end
       RETURNING *
     ), days AS (
       INSERT INTO daily_usage AS u (organization_id, usage_date, calls, transferred_calls, missed_calls, duration_seconds, billed_seconds)
       SELECT $1::uuid, usage_date, count(*), count(*) FILTER (WHERE outcome = 'transferred'),
              count(*) FILTER (WHERE outcome IN ('missed', 'failed', 'refused')), sum(duration_seconds), sum(billed_seconds)
       FROM added GROUP BY usage_date ORDER BY usage_date
       ON CONFLICT (organization_id, usage_date) DO UPDATE
       SET calls = u.calls + EXCLUDED.calls, transferred_calls = u.transferred_calls + EXCLUDED.transferred_calls,
           missed_calls = u.missed_calls + EXCLUDED.missed_calls, duration_seconds = u.duration_seconds + EXCLUDED.duration_seconds,
           billed_seconds = u.billed_seconds + EXCLUDED.billed_seconds
     )
     UPDATE usage_periods p SET seconds = p.seconds + sums.seconds
     FROM (SELECT usage_period_id, sum(billed_seconds) AS seconds FROM added GROUP BY usage_period_id) sums
     WHERE p.organization_id = $1::uuid AND p.id = sums.usage_period_id`,
    [organizationId, timezone],
  );
}

/**
 * Writes the calls on the stage with all that came of them, as far as they aren't there yet.
 *
 * @param options.prefix of the provider's call ids; the same one finds the calls of an earlier run
 * @param options.recipient of the mails about work items
 * @param options.conversations false leaves out what is spoken and the timeline: quick mass for benches
 * @returns how many calls were added
 */
export async function writeStagedCalls(
  tx: Tx,
  tenant: DemoTenant,
  options: { prefix: string; recipient: string; conversations: boolean },
): Promise<number> {
  const added = await writeRefs(tx, tenant, options.prefix);
  if (added === 0) return 0;
  await writeContacts(tx, tenant);
  await writeCalls(tx, tenant, options.prefix);
  if (options.conversations) {
    await writeConversations(tx, tenant);
    await writeInbox(tx, tenant);
    await writeNotifications(tx, tenant, options.recipient);
    await writeSteps(tx, tenant);
  }
  await writeUsage(tx, tenant);
  return added;
}
