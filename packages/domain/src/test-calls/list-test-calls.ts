import type { TestCallList, TestCallListQuery } from "@callflex/contracts/api/test-calls";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { testCallColumns, testCallFrom, toTestCall, type TestCallRow } from "./test-call-row.ts";

const LIST = "test-calls";

/**
 * A page of the organization's test calls, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listTestCalls({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: TestCallListQuery;
}): Promise<TestCallList> {
  requirePermission(ctx.actor, "assistants.read");
  const { cursor, limit, assistantId, phoneNumberId } = input;
  const place = { list: LIST, time: Prisma.sql`t.created_at`, id: Prisma.sql`t.id`, newest: "first" as const };
  const rows = await ctx.tx.$queryRaw<TestCallRow[]>`
    SELECT ${testCallColumns} FROM ${testCallFrom}
    WHERE t.organization_id = ${ctx.actor.organizationId}::uuid AND ${behindCursor(cursor, place)}
      AND ${assistantId ? Prisma.sql`t.assistant_id = ${assistantId}::uuid` : Prisma.sql`true`}
      AND ${phoneNumberId ? Prisma.sql`t.phone_number_id = ${phoneNumberId}::uuid` : Prisma.sql`true`}
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT ${limit + 1}`;
  return keysetPage(rows, { list: LIST, limit }, (row) => toTestCall(row, ctx.actor));
}
