import type { AuditLog, AuditLogQuery } from "@callflex/contracts/api/audit-log";
import { Prisma, type PrismaTx } from "@callflex/db/prisma";
import { readAuditPage } from "../audit/read-audit-page.ts";

/**
 * A page of what somebody did to their own account, newest first.
 *
 * @param tx a transaction of the app's role whose tenant context names the user and no organization
 * @throws {InvalidCursorError} the cursor is damaged
 */
export function listAccountAudit(tx: PrismaTx, input: { userId: string; query: AuditLogQuery }): Promise<AuditLog> {
  const { userId, query } = input;
  return readAuditPage(tx, Prisma.sql`l.organization_id IS NULL AND l.actor_user_id = ${userId}::uuid`, query);
}
