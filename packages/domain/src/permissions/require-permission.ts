import { permissionLabels, type Permission } from "@callflex/contracts/permissions";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Lets the actor go on if the role, or the API key's scopes, have the permission.
 *
 * @throws {DomainError} `forbidden`, naming what is missing
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.permissions.includes(permission)) return;
  const label = permissionLabels[permission];
  throw new DomainError(
    "forbidden",
    actor.kind === "user"
      ? `Your role (${actor.role}) doesn't include: ${label}. Ask an owner or admin of the organization.`
      : `The API key's scopes don't include \`${permission}\`: ${label}.`,
  );
}
