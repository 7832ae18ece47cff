import { permissionLabels, type Permission } from "@callflex/contracts/permissions";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import { rolePermissions } from "./role-permissions.ts";

/**
 * Lets the actor go on if the role has the permission.
 *
 * @throws {DomainError} `forbidden`, naming what is missing
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (rolePermissions[actor.role].includes(permission)) return;
  throw new DomainError(
    "forbidden",
    `Your role (${actor.role}) doesn't include: ${permissionLabels[permission]}. Ask an owner or admin of the organization.`,
  );
}
