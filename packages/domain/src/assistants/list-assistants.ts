import type { AssistantList, AssistantListQuery } from "@callflex/contracts/api/assistants";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { assistantRows, toAssistantSummary, type AssistantRow } from "./assistant-row.ts";

/**
 * A page of the organization's assistants, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listAssistants({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: AssistantListQuery;
}): Promise<AssistantList> {
  requirePermission(ctx.actor, "assistants.read");
  const [time, id] = [Prisma.sql`a.created_at`, Prisma.sql`a.id`];
  const rows = await ctx.tx.$queryRaw<AssistantRow[]>`
    ${assistantRows}
    WHERE a.organization_id = ${ctx.actor.organizationId}::uuid AND a.deleted_at IS NULL
      AND ${input.status === undefined ? Prisma.sql`true` : Prisma.sql`a.status = ${input.status}`}
      AND ${behindCursor(input.cursor, { list: "assistants", time, id, newest: "first" })}
    ORDER BY a.created_at DESC, a.id DESC
    LIMIT ${input.limit + 1}`;
  return keysetPage(rows, { list: "assistants", limit: input.limit }, toAssistantSummary);
}
