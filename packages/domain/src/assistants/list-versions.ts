import type { AssistantVersionList } from "@callflex/contracts/api/assistants";
import { decodeCursor, encodeCursor } from "@callflex/db/cursor";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readAssistant } from "./assistant-row.ts";
import { toVersionSummary, versionRows, type VersionRow } from "./version-row.ts";

const position = z.strictObject({ list: z.literal("assistant-versions"), version: z.int() });

/**
 * A page of an assistant's history, newest first.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listVersions({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; limit: number; cursor?: string | undefined };
}): Promise<AssistantVersionList> {
  requirePermission(ctx.actor, "assistants.read");
  const { organizationId } = ctx.actor;
  await readAssistant(ctx.tx, { organizationId, id: input.id });
  const before = input.cursor ? decodeCursor(position, input.cursor).version : null;
  const rows = await ctx.tx.$queryRaw<VersionRow[]>`
    ${versionRows}
    WHERE v.organization_id = ${organizationId}::uuid AND v.assistant_id = ${input.id}::uuid
      AND ${before === null ? Prisma.sql`true` : Prisma.sql`v.version < ${before}`}
    ORDER BY v.version DESC
    LIMIT ${input.limit + 1}`;
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    data: page.map(toVersionSummary),
    nextCursor:
      rows.length > page.length && last ? encodeCursor({ list: "assistant-versions", version: last.version }) : null,
  };
}
