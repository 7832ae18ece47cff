import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockTeam } from "../members/lock-team.ts";

/**
 * Lets the organization have one more number if its plan has room. What is being set up or given back counts, and so does
 * what failed and still stands at a provider. Two requests at once are counted one after the other.
 *
 * @throws {DomainError} `limit_reached`
 */
export async function requireNumberRoom({ tx, actor }: VerbContext): Promise<void> {
  const { organizationId } = actor;
  await lockTeam(tx, organizationId);
  const [plan] = await tx.$queryRaw<{ name: string; max_phone_numbers: number; numbers: number }[]>`
    SELECT p.name, p.max_phone_numbers,
           (SELECT count(*)::integer FROM phone_numbers n
            WHERE n.organization_id = o.id
              AND (n.state IN ('provisioning', 'active', 'releasing') OR n.cleanup_error IS NOT NULL)) AS numbers
    FROM organizations o JOIN plans p ON p.key = o.plan_key
    WHERE o.id = ${organizationId}::uuid`;
  if (plan && plan.numbers < plan.max_phone_numbers) return;
  const most = plan?.max_phone_numbers ?? 0;
  throw new DomainError(
    "limit_reached",
    `The plan ${plan?.name ?? ""} has room for ${most} phone ${most === 1 ? "number" : "numbers"}. ` +
      "Release one, or choose a larger plan.",
  );
}
