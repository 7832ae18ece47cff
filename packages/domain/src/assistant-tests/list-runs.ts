import type { TestRunList } from "@callflex/contracts/api/assistant-tests";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { runRows, toRunSummary, type RunRow } from "./run-row.ts";
import { requireAssistant } from "./test-row.ts";

/**
 * A page of the runs of an assistant's tests, newest first.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listRuns({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; limit: number; cursor?: string | undefined };
}): Promise<TestRunList> {
  requirePermission(ctx.actor, "assistants.read");
  const { assistantId, limit, cursor } = input;
  await requireAssistant(ctx, assistantId);
  const list = "test-runs";
  const rows = await ctx.tx.$queryRaw<RunRow[]>`
    ${runRows}
    WHERE r.organization_id = ${ctx.actor.organizationId}::uuid AND r.assistant_id = ${assistantId}::uuid
      AND ${behindCursor(cursor, { list, time: Prisma.sql`r.created_at`, id: Prisma.sql`r.id`, newest: "first" })}
    ORDER BY r.created_at DESC, r.id DESC
    LIMIT ${limit + 1}`;
  return keysetPage(rows, { list, limit }, toRunSummary);
}
