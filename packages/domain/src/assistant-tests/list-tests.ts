import type { AssistantTestList } from "@callflex/contracts/api/assistant-tests";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireAssistant, testRows, toAssistantTest, type TestRow } from "./test-row.ts";

/**
 * A page of an assistant's tests, oldest first.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listTests({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; limit: number; cursor?: string | undefined };
}): Promise<AssistantTestList> {
  requirePermission(ctx.actor, "assistants.read");
  const { assistantId, limit, cursor } = input;
  await requireAssistant(ctx, assistantId);
  const list = "assistant-tests";
  const rows = await ctx.tx.$queryRaw<TestRow[]>`
    ${testRows}
    WHERE t.organization_id = ${ctx.actor.organizationId}::uuid AND t.assistant_id = ${assistantId}::uuid
      AND ${behindCursor(cursor, { list, time: Prisma.sql`t.created_at`, id: Prisma.sql`t.id`, newest: "last" })}
    ORDER BY t.created_at, t.id
    LIMIT ${limit + 1}`;
  return keysetPage(rows, { list, limit }, toAssistantTest);
}
