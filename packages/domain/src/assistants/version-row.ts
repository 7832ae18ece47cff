import type { AssistantVersion, AssistantVersionSummary } from "@callflex/contracts/api/assistants";
import type { AssistantContent } from "@callflex/contracts/assistant";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { readContent } from "./assistant-content.ts";

/** A version as the database reads it. */
export interface VersionRow {
  version: number;
  content: Partial<AssistantContent>;
  created_by: string | null;
  restored_from: number | null;
  checks: AssistantVersionSummary["checks"];
  created_at: Date;
}

/** Select list and source of {@link VersionRow}; people are named while they belong to the team. */
export const versionRows = Prisma.sql`
  SELECT v.version, v.content, u.name AS created_by, v.restored_from, v.checks, v.created_at
  FROM assistant_versions v
  LEFT JOIN organization_members m ON m.organization_id = v.organization_id AND m.user_id = v.created_by
  LEFT JOIN users u ON u.id = m.user_id`;

/** A version as the history shows it. */
export function toVersionSummary(row: VersionRow): AssistantVersionSummary {
  return {
    version: row.version,
    createdBy: row.created_by,
    restoredFrom: row.restored_from,
    checks: row.checks,
    createdAt: row.created_at.toISOString(),
  };
}

/** A version with its content. */
export function toVersion(row: VersionRow): AssistantVersion {
  return { ...toVersionSummary(row), content: readContent(row.content) };
}

/**
 * A version of an assistant.
 *
 * @throws {DomainError} `not_found`
 */
export async function readVersion(
  { tx, actor }: VerbContext,
  { id, version }: { id: string; version: number },
): Promise<VersionRow> {
  const [row] = await tx.$queryRaw<VersionRow[]>`
    ${versionRows}
    WHERE v.organization_id = ${actor.organizationId}::uuid AND v.assistant_id = ${id}::uuid AND v.version = ${version}`;
  if (!row) throw new DomainError("not_found", "The assistant has no such version.");
  return row;
}
