import type { TestCall } from "@callflex/contracts/api/test-calls";
import { Prisma } from "@callflex/db/prisma";
import type { Actor } from "../context.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** Columns of a test call as the API shows it; its position in a list is when it was asked for. */
export interface TestCallRow extends KeysetRow {
  kind: TestCall["kind"];
  state: TestCall["state"];
  assistant_id: string;
  assistant_name: string;
  phone_number_id: string | null;
  phone_number_e164: string | null;
  phone_number_label: string | null;
  to_number: string | null;
  consent_at: Date | null;
  call_id: string | null;
  join_url: string | null;
  last_error: string | null;
  requested_by: string | null;
  created_at: Date;
}

/** Select list of {@link TestCallRow}; needs {@link testCallFrom}. */
export const testCallColumns = Prisma.sql`
  t.id, t.kind, t.state, t.assistant_id, a.name AS assistant_name, t.phone_number_id, p.e164 AS phone_number_e164,
  p.label AS phone_number_label, t.to_number, t.consent_at, r.call_id, t.join_url, t.last_error, u.name AS requested_by,
  t.created_at, ${exactTime(Prisma.sql`t.created_at`)} AS position`;

/** What {@link testCallColumns} reads from. */
export const testCallFrom = Prisma.sql`
  test_calls t
  JOIN assistants a ON a.organization_id = t.organization_id AND a.id = t.assistant_id
  LEFT JOIN phone_numbers p ON p.organization_id = t.organization_id AND p.id = t.phone_number_id
  LEFT JOIN call_refs r ON r.organization_id = t.organization_id AND r.provider = 'vapi' AND r.provider_call_id = t.provider_call_id
  LEFT JOIN users u ON u.id = t.requested_by`;

/** A test call as the API shows it to the actor: where one joins is told to those alone who may talk. */
export function toTestCall(row: TestCallRow, actor: Actor): TestCall {
  const mayTalk = actor.permissions.includes("assistants.update");
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    assistant: { id: row.assistant_id, name: row.assistant_name },
    phoneNumber:
      row.phone_number_id && row.phone_number_e164
        ? { id: row.phone_number_id, e164: row.phone_number_e164, label: row.phone_number_label }
        : null,
    toNumber: row.to_number,
    consentAt: row.consent_at?.toISOString() ?? null,
    callId: row.call_id,
    joinUrl: mayTalk && row.state === "placed" ? row.join_url : null,
    lastError: row.last_error,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
  };
}
