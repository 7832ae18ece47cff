import type { CallListItem } from "@callflex/contracts/api/calls";
import { Prisma } from "@callflex/db/prisma";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** Columns of a call as lists show it; its position in a list is the start. */
export interface CallRow extends KeysetRow {
  direction: CallListItem["direction"];
  status: CallListItem["status"];
  outcome: CallListItem["outcome"];
  started_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  duration_seconds: number | null;
  caller_number: string | null;
  caller_name: string | null;
  contact_id: string | null;
  phone_number_id: string | null;
  phone_number_e164: string | null;
  phone_number_label: string | null;
  assistant_id: string | null;
  assistant_name: string | null;
  summary: string | null;
  is_test: boolean;
}

/** Select list of {@link CallRow}; needs {@link callRowJoins}. */
export const callRowColumns = Prisma.sql`
  c.id, c.direction, c.status, c.outcome, c.started_at, c.answered_at, c.ended_at, c.duration_seconds, c.caller_number,
  c.caller_name, c.contact_id, c.phone_number_id, p.e164 AS phone_number_e164, p.label AS phone_number_label,
  c.assistant_id, a.name AS assistant_name, c.summary,
  EXISTS (SELECT FROM test_calls t
          WHERE t.organization_id = c.organization_id AND t.provider_call_id = c.provider_call_id) AS is_test,
  ${exactTime(Prisma.sql`c.started_at`)} AS position`;

/** Joins of what a call's row names. */
export const callRowJoins = Prisma.sql`
  LEFT JOIN phone_numbers p ON p.organization_id = c.organization_id AND p.id = c.phone_number_id
  LEFT JOIN assistants a ON a.organization_id = c.organization_id AND a.id = c.assistant_id`;

/** A call as the API shows it in lists. */
export function toCallListItem(row: CallRow): CallListItem {
  return {
    id: row.id,
    direction: row.direction,
    status: row.status,
    outcome: row.outcome,
    startedAt: row.started_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    durationSeconds: row.duration_seconds,
    callerNumber: row.caller_number,
    callerName: row.caller_name,
    contactId: row.contact_id,
    phoneNumber:
      row.phone_number_id && row.phone_number_e164
        ? { id: row.phone_number_id, e164: row.phone_number_e164, label: row.phone_number_label }
        : null,
    assistant: row.assistant_id && row.assistant_name ? { id: row.assistant_id, name: row.assistant_name } : null,
    summary: row.summary,
    isTest: row.is_test,
  };
}
