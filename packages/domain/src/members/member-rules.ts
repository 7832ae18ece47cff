import type { OrganizationRole } from "@callflex/contracts/enums";
import { DomainError } from "../errors.ts";

/** Somebody in a team. */
export interface TeamMember {
  userId: string;
  role: OrganizationRole;
}

/** What is to become of a member: another role, or none because they are removed. */
export interface MemberChange {
  actor: TeamMember;
  target: TeamMember;
  to: OrganizationRole | "removed";
}

/**
 * Who may change whom. Owners and admins manage admins, members and viewers; owners alone manage owners; nobody makes an
 * owner, because ownership is handed over; nobody changes themselves, because nobody should lock themselves out by a slip.
 *
 * @throws {DomainError} `forbidden`, saying what to do instead
 */
export function requireChangeable({ actor, target, to }: MemberChange): void {
  if (actor.role !== "owner" && actor.role !== "admin") {
    throw new DomainError("forbidden", `Your role (${actor.role}) doesn't include changing the team.`);
  }
  if (to === "owner") {
    throw new DomainError("forbidden", "Nobody is made an owner. An owner can hand the organization over instead.");
  }
  if (actor.userId === target.userId) {
    throw new DomainError(
      "forbidden",
      to === "removed"
        ? "You can't remove yourself. Leave the organization instead."
        : actor.role === "owner"
          ? "You can't change your own role. Hand the organization over instead: you then stay as admin."
          : "You can't change your own role. Ask another admin or an owner.",
    );
  }
  if (target.role === "owner" && actor.role !== "owner") {
    throw new DomainError("forbidden", "Only an owner can change or remove an owner.");
  }
}

/**
 * Whether somebody may go of their own accord.
 *
 * @param owners how many owners the organization has
 * @throws {DomainError} `conflict` for the last owner
 */
export function requireLeavable(member: TeamMember, owners: number): void {
  if (member.role !== "owner" || owners > 1) return;
  throw new DomainError(
    "conflict",
    "You are the only owner. Hand the organization over to somebody else first, or delete it.",
  );
}

/**
 * Whether the organization may be handed over.
 *
 * @throws {DomainError} `forbidden` for anybody but an owner; `conflict` when the other one is an owner already
 */
export function requireTransferable({ actor, target }: Pick<MemberChange, "actor" | "target">): void {
  if (actor.role !== "owner") throw new DomainError("forbidden", "Only an owner can hand the organization over.");
  if (actor.userId === target.userId) throw new DomainError("conflict", "The organization is yours already.");
  if (target.role === "owner") throw new DomainError("conflict", "They are an owner already.");
}
