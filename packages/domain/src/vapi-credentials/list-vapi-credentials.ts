import type { VapiCredential, VapiCredentialList } from "@callflex/contracts/api/vapi-credentials";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, exactTime, keysetPage, type KeysetRow } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";

interface Row extends KeysetRow {
  state: VapiCredential["state"];
  created_at: Date;
  in_use_since: Date | null;
  accepted_until: Date | null;
}

function toCredential(row: Row): VapiCredential {
  return {
    id: row.id,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    inUseSince: row.in_use_since?.toISOString() ?? null,
    acceptedUntil: row.accepted_until?.toISOString() ?? null,
  };
}

/**
 * A page of the organization's webhook keys, newest first, with those that are refused by now; never a key itself, which the
 * API's role can't read.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listVapiCredentials({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { limit: number; cursor?: string | undefined };
}): Promise<VapiCredentialList> {
  requirePermission(ctx.actor, "phone_numbers.manage");
  const list = "vapi-credentials";
  const rows = await ctx.tx.$queryRaw<Row[]>`
    SELECT c.id, c.created_at, c.in_use_since, coalesce(c.accepted_until, c.revoked_at) AS accepted_until,
           CASE WHEN c.revoked_at IS NOT NULL OR c.accepted_until <= now() THEN 'retired'
                WHEN c.accepted_until IS NOT NULL THEN 'replaced'
                WHEN c.in_use_since IS NOT NULL THEN 'in_use' ELSE 'preparing' END AS state,
           ${exactTime(Prisma.sql`c.created_at`)} AS position
    FROM vapi_credentials c
    WHERE c.organization_id = ${ctx.actor.organizationId}::uuid
      AND ${behindCursor(input.cursor, { list, time: Prisma.sql`c.created_at`, id: Prisma.sql`c.id`, newest: "first" })}
    ORDER BY c.created_at DESC, c.id DESC
    LIMIT ${input.limit + 1}`;
  return keysetPage(rows, { list, limit: input.limit }, toCredential);
}
