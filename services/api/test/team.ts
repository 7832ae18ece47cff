import type { OrganizationRole } from "@callflex/contracts/enums";
import { makeMember } from "@callflex/testing/factories";
import type { SignedIn, TestApi } from "./start-api.ts";

/** Marks somebody's address as confirmed, as their mail's link does. */
export async function confirmEmail(api: TestApi, who: SignedIn): Promise<void> {
  await api.admin.query("UPDATE users SET email_verified = true WHERE id = $1", [who.me.user.id]);
}

/** Somebody with an organization of their own, who also belongs to another. */
export async function joinTeam(api: TestApi, organizationId: string, role: OrganizationRole): Promise<SignedIn> {
  const who = await api.signUp();
  await makeMember(api.admin, { organizationId, userId: who.me.user.id, role });
  return who;
}

/** Puts an organization on a plan with room for `maxMembers` and `maxAssistants` that includes API keys or doesn't. */
export async function choosePlan(
  api: TestApi,
  organizationId: string,
  plan: { key: string; maxMembers: number; maxAssistants?: number; features: string[] },
): Promise<void> {
  await api.admin.query(
    `INSERT INTO plans (key, name, monthly_price_cents, yearly_price_cents, included_minutes, overage_price_cents, overage_allowed,
                        max_assistants, max_phone_numbers, max_members, max_concurrent_calls, features, position)
     VALUES ($1, initcap($1), 0, 0, 50, 0, false, $4, 1, $2, 2, $3, 9)
     ON CONFLICT (key) DO UPDATE SET max_members = EXCLUDED.max_members, max_assistants = EXCLUDED.max_assistants,
                                     features = EXCLUDED.features`,
    [plan.key, plan.maxMembers, plan.features, plan.maxAssistants ?? 1],
  );
  await api.admin.query("UPDATE organizations SET plan_key = $2 WHERE id = $1", [organizationId, plan.key]);
}

/** Entries of the audit log about an organization, oldest first. */
export async function auditOf(api: TestApi, organizationId: string, action?: string) {
  const { rows } = await api.admin.query(
    `SELECT action, actor_kind, actor_user_id, api_key_id, entity_type, entity_id, before, after, request_id FROM audit_log
     WHERE organization_id = $1 AND ($2::text IS NULL OR action = $2) ORDER BY created_at, id`,
    [organizationId, action ?? null],
  );
  return rows;
}

/** Lets the mails to an address be of yesterday, so that another may go out. */
export async function ageMails(api: TestApi, email: string): Promise<void> {
  await api.admin.query("UPDATE account_mails SET created_at = created_at - interval '2 days' WHERE recipient = $1", [
    email,
  ]);
}
