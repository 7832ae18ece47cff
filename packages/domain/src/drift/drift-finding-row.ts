import type { DriftFinding } from "@callflex/contracts/api/drift";
import { driftKind } from "@callflex/contracts/drift";
import { Prisma } from "@callflex/db/prisma";
import { exactTime, type KeysetRow } from "../keyset-page.ts";
import { REPAIR_ATTEMPTS } from "./repair-attempts.ts";

/** A finding as the database reads it. */
export interface DriftFindingRow extends KeysetRow {
  kind: string;
  state: DriftFinding["state"];
  phone_number_id: string | null;
  e164: string | null;
  label: string | null;
  assistant_id: string | null;
  assistant_name: string | null;
  repairing: boolean;
  first_seen_at: Date;
  last_seen_at: Date;
  resolved_at: Date | null;
}

/** Select list and source of {@link DriftFindingRow}. What was changed on an assistant is only shown by our doing, not put right. */
export const driftFindingRows = Prisma.sql`
  SELECT f.id, f.kind, f.state, f.phone_number_id, n.e164, n.label, f.assistant_id, a.name AS assistant_name,
         f.state = 'open' AND f.repair IS NOT NULL AND f.kind <> 'assistant_changed' AND f.repair_attempts BETWEEN 1 AND ${REPAIR_ATTEMPTS - 1} AS repairing,
         f.first_seen_at, f.last_seen_at, f.resolved_at, ${exactTime(Prisma.sql`f.first_seen_at`)} AS position
  FROM drift_findings f
  LEFT JOIN phone_numbers n ON (n.organization_id, n.id) = (f.organization_id, f.phone_number_id)
  LEFT JOIN assistants a ON (a.organization_id, a.id) = (f.organization_id, f.assistant_id)`;

/** A finding as the API shows it. */
export function toDriftFinding(row: DriftFindingRow): DriftFinding {
  const { phone_number_id, e164, assistant_id, assistant_name } = row;
  return {
    id: row.id,
    kind: driftKind.parse(row.kind),
    state: row.state,
    phoneNumber: phone_number_id && e164 ? { id: phone_number_id, e164, label: row.label } : null,
    assistant: assistant_id && assistant_name ? { id: assistant_id, name: assistant_name } : null,
    repairing: row.repairing,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  };
}
