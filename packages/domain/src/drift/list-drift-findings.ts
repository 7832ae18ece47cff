import type { DriftFindingList } from "@callflex/contracts/api/drift";
import type { DriftState } from "@callflex/contracts/drift";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { driftFindingRows, toDriftFinding, type DriftFindingRow } from "./drift-finding-row.ts";

/**
 * A page of what stood otherwise on the telephone side than here, what was found last first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listDriftFindings({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { limit: number; cursor?: string | undefined; state?: DriftState | undefined };
}): Promise<DriftFindingList> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const list = "drift-findings";
  const { cursor, limit, state = null } = input;
  const rows = await ctx.tx.$queryRaw<DriftFindingRow[]>`
    ${driftFindingRows}
    WHERE f.organization_id = ${ctx.actor.organizationId}::uuid AND (${state}::text IS NULL OR f.state = ${state})
      AND ${behindCursor(cursor, { list, time: Prisma.sql`f.first_seen_at`, id: Prisma.sql`f.id`, newest: "first" })}
    ORDER BY f.first_seen_at DESC, f.id DESC
    LIMIT ${limit + 1}`;
  return keysetPage(rows, { list, limit }, toDriftFinding);
}
