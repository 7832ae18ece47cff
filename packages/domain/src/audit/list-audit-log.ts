import type { AuditLog, AuditLogQuery } from "@callflex/contracts/api/audit-log";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readAuditPage } from "./read-audit-page.ts";

/**
 * A page of the organization's audit log, newest first. People are named while they belong to the team.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listAuditLog({ ctx, input }: { ctx: VerbContext; input: AuditLogQuery }): Promise<AuditLog> {
  requirePermission(ctx.actor, "audit_log.read");
  return readAuditPage(ctx.tx, Prisma.sql`l.organization_id = ${ctx.actor.organizationId}::uuid`, input);
}
