import type { OrganizationRole } from "@callflex/contracts/enums";

/** What each role is for, in a line. */
export const ROLE_WORDS: Record<OrganizationRole, { label: string; about: string }> = {
  owner: { label: "Owner", about: "Everything, with plan, payment and deletion" },
  admin: { label: "Admin", about: "Everything but payment, ownership and deletion" },
  member: { label: "Member", about: "Works with calls, inbox, contacts and assistants" },
  viewer: { label: "Viewer", about: "Sees everything, changes nothing" },
};

/**
 * Which roles somebody may give.
 *
 * @param own role of the person who gives
 */
export function rolesToGive(own: OrganizationRole): OrganizationRole[] {
  return own === "owner" ? ["owner", "admin", "member", "viewer"] : ["admin", "member", "viewer"];
}
