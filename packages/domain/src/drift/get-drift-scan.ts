import type { DriftScan } from "@callflex/contracts/api/drift";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";

interface Row {
  state: DriftScan["state"];
  requested_at: Date | null;
  finished_at: Date | null;
}

/** The latest comparison of the organization. */
export async function readDriftScan({ tx, actor }: VerbContext): Promise<DriftScan> {
  // A scan with all its repairs takes minutes; while a provider is away it is given up after two hours.
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT drift_scan_requested_at AS requested_at, drift_scanned_at AS finished_at,
           CASE WHEN drift_scan_requested_at > coalesce(drift_scanned_at, '-infinity') THEN
                  CASE WHEN drift_scan_requested_at > now() - interval '2 hours' THEN 'running' ELSE 'unfinished' END
                WHEN drift_scanned_at IS NULL THEN 'never' ELSE 'finished' END AS state
    FROM organizations WHERE id = ${actor.organizationId}::uuid`;
  return {
    state: row?.state ?? "never",
    requestedAt: row?.requested_at?.toISOString() ?? null,
    finishedAt: row?.finished_at?.toISOString() ?? null,
  };
}

/**
 * How far the latest comparison with the telephone side is.
 *
 * @throws {DomainError} `forbidden`
 */
export async function getDriftScan({ ctx }: { ctx: VerbContext }): Promise<DriftScan> {
  requirePermission(ctx.actor, "phone_numbers.read");
  return readDriftScan(ctx);
}
