import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockOrganization } from "../organizations/organization-row.ts";

/** Drafts cost nothing, but nobody works on more at once. */
const MOST_DRAFTS = 50;

/**
 * Lets one more assistant go live if the plan has room for it; paused ones count, drafts don't. The organization stays
 * locked, so that of two at once the second sees the first.
 *
 * @throws {DomainError} `limit_reached`
 */
export async function requireRoom({ tx, actor }: VerbContext): Promise<void> {
  const { organizationId } = actor;
  await lockOrganization(tx, organizationId);
  const [row] = await tx.$queryRaw<{ plan_name: string; max_assistants: number; live: number }[]>`
    SELECT p.name AS plan_name, p.max_assistants,
           (SELECT count(*)::integer FROM assistants a
            WHERE a.organization_id = o.id AND a.deleted_at IS NULL AND a.status <> 'draft') AS live
    FROM organizations o JOIN plans p ON p.key = o.plan_key
    WHERE o.id = ${organizationId}::uuid`;
  if (row && row.live < row.max_assistants) return;
  const most = row?.max_assistants ?? 0;
  throw new DomainError(
    "limit_reached",
    `The plan ${row?.plan_name ?? ""} has room for ${most} ${most === 1 ? "assistant" : "assistants"}, and paused ones count too. ` +
      "Save it as a draft, delete another assistant, or choose a larger plan.",
  );
}

/**
 * Lets one more draft be kept.
 *
 * @throws {DomainError} `limit_reached`
 */
export async function requireRoomForDraft({ tx, actor }: VerbContext): Promise<void> {
  const { organizationId } = actor;
  await lockOrganization(tx, organizationId);
  const drafts = await tx.assistant.count({ where: { organizationId, status: "draft", deletedAt: null } });
  if (drafts < MOST_DRAFTS) return;
  throw new DomainError("limit_reached", `There are ${MOST_DRAFTS} drafts already. Delete some that you don't need.`);
}
