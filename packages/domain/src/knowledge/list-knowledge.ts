import type { KnowledgeList } from "@callflex/contracts/api/knowledge";
import { Prisma } from "@callflex/db/prisma";
import { contentOf, readAssistant } from "../assistants/assistant-row.ts";
import { knowledgeRoom } from "../assistants/knowledge-room.ts";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { knowledgeRows, toKnowledgeEntry, type KnowledgeRow } from "./knowledge-row.ts";
import { measureKnowledge } from "./room.ts";

/**
 * A page of what an assistant knows, oldest first, and how much room it takes.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listKnowledge({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; limit: number; cursor?: string | undefined };
}): Promise<KnowledgeList> {
  requirePermission(ctx.actor, "assistants.read");
  const { organizationId } = ctx.actor;
  const { assistantId, limit, cursor } = input;
  const assistant = await readAssistant(ctx.tx, { organizationId, id: assistantId });
  const list = "knowledge";
  const rows = await ctx.tx.$queryRaw<KnowledgeRow[]>`
    ${knowledgeRows}
    WHERE k.organization_id = ${organizationId}::uuid AND k.assistant_id = ${assistantId}::uuid
      AND ${behindCursor(cursor, { list, time: Prisma.sql`k.created_at`, id: Prisma.sql`k.id`, newest: "last" })}
    ORDER BY k.created_at, k.id
    LIMIT ${limit + 1}`;
  const { used } = await measureKnowledge(ctx, assistantId);
  return {
    ...keysetPage(rows, { list, limit }, toKnowledgeEntry),
    usedCharacters: used,
    allowedCharacters: knowledgeRoom(contentOf(assistant)),
  };
}
