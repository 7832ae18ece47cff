import type { Pool } from "@callflex/db/pool";
import { vi } from "vitest";

/** A call's row, as far as tests ask for it. */
export interface SeenCall {
  id: string;
  started_at: Date;
  status: string;
  outcome: string | null;
  refusal: string | null;
  phone_number_id: string | null;
  assistant_id: string | null;
  contact_id: string | null;
  caller_number: string | null;
  caller_name: string | null;
  answered_at: Date | null;
  ended_at: Date | null;
  ended_reason: string | null;
  duration_seconds: number | null;
  summary: string | null;
  stall_count: number;
  twilio_status: string | null;
  twilio_duration_seconds: number | null;
  settled_at: Date | null;
}

/** The call behind a provider's id, or undefined. */
export async function seeCall(db: Pool, organizationId: string, providerCallId: string): Promise<SeenCall | undefined> {
  const { rows } = await db.query<SeenCall>(
    "SELECT * FROM calls WHERE organization_id = $1 AND provider_call_id = $2",
    [organizationId, providerCallId],
  );
  if (rows.length > 1) throw new Error(`call ${providerCallId} is there ${rows.length} times`);
  return rows[0];
}

/** What the outbox holds about an organization's events, in the order of their keys. */
export async function seeOutbox(
  db: Pool,
  scope: string,
): Promise<
  { event_key: string; type: string; state: string | null; attempts: number | null; last_error: string | null }[]
> {
  const { rows } = await db.query(
    `SELECT e.event_key, e.type, d.state, d.attempts, d.last_error
     FROM outbox_events e LEFT JOIN outbox_deliveries d ON d.event_id = e.id WHERE e.scope = $1 ORDER BY e.event_key, e.received_at`,
    [scope],
  );
  return rows;
}

/** One number out of the database. */
export async function count(db: Pool, sql: string, ...params: unknown[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`SELECT (${sql})::int AS n`, params);
  return rows[0]?.n ?? Number.NaN;
}

/** Waits until something is so; fails with what it last found. */
export function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 20_000, interval: 15 });
}

/** Waits until the relay has nothing left that is due. */
export function drained(db: Pool): Promise<void> {
  return eventually(async () => {
    const left = await count(db, "SELECT count(*) FROM outbox_deliveries WHERE state = 'pending'");
    if (left > 0) throw new Error(`${left} events are still pending`);
  });
}
