import type { DriftFinding, DriftFindingPatch } from "@callflex/contracts/api/drift";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { driftFindingRows, toDriftFinding, type DriftFindingRow } from "./drift-finding-row.ts";

async function read({ tx, actor }: VerbContext, id: string): Promise<DriftFindingRow> {
  const [row] = await tx.$queryRaw<DriftFindingRow[]>`
    ${driftFindingRows} WHERE f.organization_id = ${actor.organizationId}::uuid AND f.id = ${id}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such finding.");
  return row;
}

/**
 * Puts a finding aside, so that it isn't repaired nor told any more, or takes it up again.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for one that is over
 */
export async function setFindingState({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string } & DriftFindingPatch;
}): Promise<DriftFinding> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const { organizationId } = ctx.actor;
  const before = await read(ctx, input.id);
  if (before.state === input.state) return toDriftFinding(before);
  const changed = await ctx.tx.$executeRaw`
    UPDATE drift_findings SET state = ${input.state}
    WHERE organization_id = ${organizationId}::uuid AND id = ${input.id}::uuid AND state IN ('open', 'ignored')`;
  if (changed === 0) throw new DomainError("conflict", "This is over already, so there is nothing to put aside.");
  await recordAudit(ctx, {
    action: input.state === "ignored" ? "drift_finding.ignored" : "drift_finding.reopened",
    entityType: "drift_finding",
    entityId: input.id,
    after: { kind: before.kind },
  });
  return toDriftFinding(await read(ctx, input.id));
}
