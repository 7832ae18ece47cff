import type { ApiKey } from "@callflex/contracts/api/api-keys";
import { permission } from "@callflex/contracts/permissions";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** An API key as the database reads it, without its hash. */
export interface ApiKeyRow extends KeysetRow {
  name: string;
  prefix: string;
  scopes: string[];
  created_by: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** Select list and source of {@link ApiKeyRow}. */
export const apiKeyRows = Prisma.sql`
  SELECT k.id, k.name, k.prefix, k.scopes, u.name AS created_by, k.created_at, k.expires_at, k.last_used_at, k.revoked_at,
         ${exactTime(Prisma.sql`k.created_at`)} AS position
  FROM api_keys k LEFT JOIN users u ON u.id = k.created_by`;

/** A key as the API shows it. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes.flatMap((scope) => permission.safeParse(scope).data ?? []),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

/**
 * A key of the organization.
 *
 * @throws {DomainError} `not_found`
 */
export async function readApiKey({ tx, actor }: VerbContext, id: string): Promise<ApiKeyRow> {
  const [row] = await tx.$queryRaw<ApiKeyRow[]>`
    ${apiKeyRows} WHERE k.organization_id = ${actor.organizationId}::uuid AND k.id = ${id}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such API key.");
  return row;
}
