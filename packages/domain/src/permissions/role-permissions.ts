import type { OrganizationRole } from "@callflex/contracts/enums";
import { permissions, type Permission } from "@callflex/contracts/permissions";

const VIEWER: Permission[] = [
  "organization.read",
  "members.read",
  "calls.read",
  "calls.listen",
  "inbox.read",
  "contacts.read",
  "assistants.read",
  "phone_numbers.read",
  "settings.read",
];

const MEMBER: Permission[] = [...VIEWER, "inbox.update", "contacts.update", "assistants.update", "calls.reprocess"];

/** What the owner alone may do: money, ownership and the end of the organization. */
const OWNER_ONLY: ReadonlySet<Permission> = new Set<Permission>([
  "organization.export",
  "organization.transfer",
  "organization.delete",
  "billing.manage",
]);

/** The one table of who may do what. The API enforces it, `me` tells it, the API reference prints it. */
export const rolePermissions: Readonly<Record<OrganizationRole, readonly Permission[]>> = {
  owner: permissions,
  admin: permissions.filter((permission) => !OWNER_ONLY.has(permission)),
  member: MEMBER,
  viewer: VIEWER,
};
