import type { Actor, VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockTeam } from "./lock-team.ts";
import type { TeamMember } from "./member-rules.ts";
import { readMember, type MemberRow } from "./read-member.ts";

/**
 * The person who acts: the team is no business of API keys.
 *
 * @throws {DomainError} `forbidden` for a key
 */
export function requirePerson(actor: Actor): Actor & { kind: "user" } {
  if (actor.kind === "user") return actor;
  throw new DomainError("forbidden", "This is for people: an API key can't do it.");
}

/**
 * Holds the team still and reads who acts and who is acted on. What the request knew of the actor's role may be from
 * before somebody else's change.
 *
 * @throws {DomainError} `forbidden` for an API key; `not_found` when one of the two isn't a member any more
 */
export async function lockAndRead(ctx: VerbContext, userId: string): Promise<{ actor: TeamMember; target: MemberRow }> {
  const person = requirePerson(ctx.actor);
  await lockTeam(ctx.tx, person.organizationId);
  const { role } = await readMember(ctx, person.userId);
  return { actor: { userId: person.userId, role }, target: await readMember(ctx, userId) };
}

/** A member as the rules see it. */
export function asTeamMember(row: MemberRow): TeamMember {
  return { userId: row.user_id, role: row.role };
}
