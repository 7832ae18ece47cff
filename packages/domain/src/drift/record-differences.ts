import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import type { Difference } from "./drift-facts.ts";
import { REPAIR_ATTEMPTS } from "./repair-attempts.ts";
import { repairKey, requestRepair } from "./request-repair.ts";

/** What a scan found and did. */
export interface DriftCounts {
  /** Findings that are open or ignored now. */
  open: number;
  /** Open ones that are being repaired. */
  repairing: number;
  /** Findings that weren't there before. */
  added: number;
  /** Findings that are over. */
  resolved: number;
  /** Repairs that were asked for. */
  repairs: number;
}

interface Standing {
  id: string;
  state: "open" | "ignored";
  repair_attempts: number;
  is_new: boolean;
}

async function record(tx: Tx, difference: Difference): Promise<Standing> {
  const { organizationId, provider, kind, resourceId, assistantId, phoneNumberId, detail } = difference;
  const [standing] = await tx.rows<Standing>(
    `INSERT INTO drift_findings (id, organization_id, provider, kind, resource_id, assistant_id, phone_number_id, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (provider, kind, resource_id) WHERE state IN ('open', 'ignored') DO UPDATE
       SET last_seen_at = now(), detail = excluded.detail, organization_id = excluded.organization_id,
           assistant_id = excluded.assistant_id, phone_number_id = excluded.phone_number_id,
           repair = CASE WHEN $9::text IS NOT NULL THEN drift_findings.repair END
     RETURNING id, state, repair_attempts, xmax = 0 AS is_new`,
    [newId(), organizationId, provider, kind, resourceId, assistantId, phoneNumberId, detail, difference.repair],
  );
  if (!standing) throw new Error("the finding was neither added nor changed");
  return standing;
}

/** Ends the findings that were not seen any more. */
async function resolve(tx: Tx, organizationId: string | null, seen: readonly Difference[]): Promise<number> {
  return tx.run(
    `UPDATE drift_findings f SET state = CASE WHEN repair_attempts > 0 THEN 'repaired' ELSE 'gone' END, resolved_at = now()
     WHERE f.state IN ('open', 'ignored') AND ($1::uuid IS NULL OR f.organization_id = $1) AND NOT EXISTS (
       SELECT 1 FROM unnest($2::text[], $3::text[], $4::text[]) AS seen (provider, kind, resource_id)
       WHERE (seen.provider, seen.kind, seen.resource_id) = (f.provider, f.kind, f.resource_id))`,
    [
      organizationId,
      seen.map(({ provider }) => provider),
      seen.map(({ kind }) => kind),
      seen.map(({ resourceId }) => resourceId),
    ],
  );
}

/** What was changed on an assistant is shown by its repair and waits for a person: it counts as open alone. */
async function countOpen(tx: Tx, organizationId: string | null): Promise<Pick<DriftCounts, "open" | "repairing">> {
  const [counts] = await tx.rows<{ open: number; repairing: number }>(
    `SELECT count(*)::integer AS open, count(*) FILTER (WHERE state = 'open' AND repair IS NOT NULL AND kind <> 'assistant_changed')::integer AS repairing
     FROM drift_findings WHERE state IN ('open', 'ignored') AND ($1::uuid IS NULL OR organization_id = $1)`,
    [organizationId],
  );
  return counts ?? { open: 0, repairing: 0 };
}

/**
 * Keeps what a scan found: new findings, those that are still there, and the end of those that are not. Asks for the repairs that
 * need no person; what a person chose to ignore is left as it is. Safe to repeat.
 *
 * @param given.organizationId whose findings were looked for; null for everybody's and nobody's
 * @param given.repair `new` asks for no repair a second time: for the looks after repairs, which may bring something up
 */
export async function recordDifferences(
  tx: Tx,
  given: { organizationId: string | null; differences: readonly Difference[]; repair: "due" | "new" },
): Promise<DriftCounts> {
  const { organizationId } = given;
  // Of two scans at once the second waits, so that neither asks for what the other has asked for.
  await tx.run("SELECT pg_advisory_xact_lock(hashtextextended('drift_findings', 0))");
  const seen = given.differences.filter((one) => organizationId === null || one.organizationId === organizationId);
  const resolved = await resolve(tx, organizationId, seen);
  let [added, repairs] = [0, 0];
  const asked = new Set<string>();
  for (const difference of seen.filter(({ busy }) => !busy)) {
    const { id, state, repair_attempts, is_new: isNew } = await record(tx, difference);
    if (isNew) added += 1;
    const { repair } = difference;
    const isDue = state === "open" && repair_attempts < (given.repair === "new" ? 1 : REPAIR_ATTEMPTS);
    if (repair === null || !isDue) continue;
    await tx.run("UPDATE drift_findings SET repair = $2, repair_attempts = repair_attempts + 1 WHERE id = $1", [
      id,
      repair,
    ]);
    const key = repairKey(difference);
    if (asked.has(key)) continue;
    asked.add(key);
    await requestRepair(tx, difference);
    repairs += 1;
  }
  return { ...(await countOpen(tx, organizationId)), added, resolved, repairs };
}
