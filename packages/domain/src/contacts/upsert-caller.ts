import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { readE164 } from "./read-e164.ts";

/**
 * The contact of a caller, made at the first call. A name that a person typed is never replaced by one that was heard.
 *
 * @returns the contact's id, or null for callers without a number of their own
 */
export async function upsertCaller(
  tx: Tx,
  input: { organizationId: string; callerNumber: string | null; heardName: string | null; calledAt: Date },
): Promise<string | null> {
  const phone = readE164(input.callerNumber);
  if (!phone) return null;
  const [contact] = await tx.rows<{ id: string }>(
    `INSERT INTO contacts (id, organization_id, phone, name, first_call_at, last_call_at)
     VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (organization_id, phone) DO UPDATE
     SET name = coalesce(contacts.name, EXCLUDED.name),
         first_call_at = least(contacts.first_call_at, EXCLUDED.first_call_at),
         last_call_at = greatest(contacts.last_call_at, EXCLUDED.last_call_at)
     RETURNING id`,
    [newId(), input.organizationId, phone, input.heardName, input.calledAt],
  );
  return contact?.id ?? null;
}
