import type { ApiKeyList } from "@callflex/contracts/api/api-keys";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, keysetPage } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { apiKeyRows, toApiKey, type ApiKeyRow } from "./api-key-row.ts";

/**
 * A page of the organization's API keys, newest first, with those that were revoked. What was made stays visible when the
 * plan doesn't include keys any more.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listApiKeys({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { limit: number; cursor?: string | undefined };
}): Promise<ApiKeyList> {
  requirePermission(ctx.actor, "api_keys.read");
  const rows = await ctx.tx.$queryRaw<ApiKeyRow[]>`
    ${apiKeyRows}
    WHERE k.organization_id = ${ctx.actor.organizationId}::uuid
      AND ${behindCursor(input.cursor, { list: "api-keys", time: Prisma.sql`k.created_at`, id: Prisma.sql`k.id`, newest: "first" })}
    ORDER BY k.created_at DESC, k.id DESC
    LIMIT ${input.limit + 1}`;
  return keysetPage(rows, { list: "api-keys", limit: input.limit }, toApiKey);
}
