import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";

export const actorKind = z.enum(["user", "api_key", "staff", "system"]);

export const auditEntry = z.object({
  id,
  /** What was done, `member.role_changed`. */
  action: z.string(),
  actor: z.object({
    kind: actorKind,
    id: id.nullable(),
    /** The person's or the key's name; null when it is gone. */
    name: z.string().nullable(),
  }),
  entityType: z.string(),
  entityId: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ipAddress: z.string().nullable(),
  requestId: z.string().nullable(),
  createdAt: instant,
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditLogQuery = pageQuery.extend({
  /** Exactly this action, or all of an entity's with `member.*`. */
  action: z
    .string()
    .regex(/^[a-z_]+\.([a-z_]+|\*)$/, "must be an action, like member.removed or member.*")
    .max(80)
    .optional(),
  actorId: id.optional(),
  entityId: z.string().min(1).max(100).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export type AuditLogQuery = z.infer<typeof auditLogQuery>;

export const auditLog = pageOf(auditEntry);
export type AuditLog = z.infer<typeof auditLog>;
