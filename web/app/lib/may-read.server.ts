import { permissionLabels, type Permission } from "@callflex/contracts/permissions";
import { data } from "@remix-run/node";
import type { RequestScope } from "./api.server.ts";
import { loadSession, type Session } from "./session.server.ts";

/**
 * Loads the session for a page that not every role may read.
 *
 * @throws {Response} the error face that says whom to ask
 */
export async function loadPermitted(scope: RequestScope, permission: Permission): Promise<Session> {
  const session = await loadSession(scope);
  if (session.organization.permissions.includes(permission)) return session;
  throw data(
    {
      title: "This page is not for your role",
      detail: `You are ${session.organization.role} of ${session.organization.name}. “${permissionLabels[permission]}” needs another role: ask an owner or admin.`,
    },
    { status: 403 },
  );
}
