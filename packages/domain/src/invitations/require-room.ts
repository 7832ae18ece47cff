import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Lets one more invitation be open if the plan has room for all who would then come. Members and open invitations count;
 * the team must be locked.
 *
 * @param except an invitation that doesn't count, because it is the one that is sent again
 * @throws {DomainError} `limit_reached`
 */
export async function requireRoom({ tx, actor }: VerbContext, except: string | null): Promise<void> {
  const { organizationId } = actor;
  const [team] = await tx.$queryRaw<{ plan_name: string; max_members: number; members: number; invited: number }[]>`
    SELECT p.name AS plan_name, p.max_members,
           (SELECT count(*)::integer FROM organization_members m WHERE m.organization_id = o.id) AS members,
           (SELECT count(*)::integer FROM invitations i
            WHERE i.organization_id = o.id AND i.status = 'pending' AND i.expires_at > now()
              AND i.id IS DISTINCT FROM ${except}::uuid) AS invited
    FROM organizations o JOIN plans p ON p.key = o.plan_key
    WHERE o.id = ${organizationId}::uuid`;
  if (team && team.members + team.invited < team.max_members) return;
  throw new DomainError(
    "limit_reached",
    `The plan ${team?.plan_name ?? ""} has room for ${team?.max_members ?? 0} people, and open invitations count too. ` +
      "Take an invitation back, remove somebody, or choose a larger plan.",
  );
}
