import type { DriftScan } from "@callflex/contracts/api/drift";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readDriftScan } from "./get-drift-scan.ts";

/**
 * Asks to compare the organization's numbers and assistants with the telephone side now. While one that was asked for is under
 * way, it is the answer to this as well.
 *
 * @throws {DomainError} `forbidden`
 */
export async function requestDriftScan({ ctx }: { ctx: VerbContext }): Promise<DriftScan> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { organizationId } = ctx.actor;
  // Of two at once the second waits here and sees that it was asked for; after minutes without an end it may be asked again.
  const asked = await ctx.tx.$executeRaw`
    UPDATE organizations SET drift_scan_requested_at = clock_timestamp()
    WHERE id = ${organizationId}::uuid
      AND (drift_scan_requested_at IS NULL OR drift_scan_requested_at <= drift_scanned_at
        OR drift_scan_requested_at < now() - interval '10 minutes')`;
  if (asked > 0) {
    await enqueueIntentPrisma(ctx.tx, {
      type: "drift.scan",
      organizationId,
      eventKey: `drift.scan/${newId()}`,
      body: { scope: "organization" },
    });
    await recordAudit(ctx, { action: "drift_scan.requested", entityType: "organization", entityId: organizationId });
  }
  return readDriftScan(ctx);
}
