import { auditLog, auditLogQuery } from "@callflex/contracts/api/audit-log";
import { id } from "@callflex/contracts/common";
import { listAuditLog } from "@callflex/domain/audit/list-audit-log";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

/** Routes of an organization's audit log. */
export function auditLogRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/organizations/{organizationId}/audit-log",
      operationId: "listAuditLog",
      tag: "organizations",
      summary: "Who changed what, newest first",
      permission: "audit_log.read",
      params: z.object({ organizationId: id }),
      query: auditLogQuery,
      success: { status: 200, description: "A page of the audit log", schema: auditLog },
      handler: async ({ ctx, query }) => ({ body: await listAuditLog({ ctx, input: query }) }),
    }),
  ];
}
