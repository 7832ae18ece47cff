import type { OrganizationRole } from "@callflex/contracts/enums";

/** What each role is for, in a line. */
export const ROLE_WORDS: Record<OrganizationRole, { label: string; about: string }> = {
  owner: { label: "Owner", about: "Everything, with plan, payment and deletion" },
  admin: { label: "Admin", about: "Everything but payment, ownership and deletion" },
  member: { label: "Member", about: "Works with calls, inbox, contacts and assistants" },
  viewer: { label: "Viewer", about: "Sees everything, changes nothing" },
};

/**
 * The choice of a member's role. Nobody is made an owner: ownership is handed over.
 *
 * @param current the role they have, which stays in the list
 */
export function rolesToChoose(current: OrganizationRole): OrganizationRole[] {
  return current === "owner" ? ["owner", "admin", "member", "viewer"] : ["admin", "member", "viewer"];
}
