import { permission, type Permission } from "@callflex/contracts/permissions";
import type { PrismaTx } from "@callflex/db/prisma";
import { hashApiKey } from "./api-key-secret.ts";

/** A key that was presented and is good. */
export interface PresentedApiKey {
  id: string;
  organizationId: string;
  scopes: Permission[];
  /** Whether the organization's plan still includes API keys. */
  inPlan: boolean;
}

interface Row {
  id: string;
  organization_id: string;
  scopes: string[];
  in_plan: boolean;
  use_is_noted: boolean;
}

/**
 * Finds the key that a request presents and notes its use, to the minute.
 *
 * @param db connection of the sign-in role: whose the key is, is the question
 * @returns null for a key that is unknown, revoked or expired
 */
export async function findApiKey(db: PrismaTx, key: string): Promise<PresentedApiKey | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT k.id, k.organization_id, k.scopes, 'api_keys' = ANY (p.features) AS in_plan,
           coalesce(k.last_used_at > now() - interval '1 minute', false) AS use_is_noted
    FROM api_keys k
    JOIN organizations o ON o.id = k.organization_id
    JOIN plans p ON p.key = o.plan_key
    WHERE k.key_hash = ${hashApiKey(key)} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`;
  if (!row) return null;
  if (!row.use_is_noted) {
    await db.$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE id = ${row.id}::uuid`;
  }
  const scopes = row.scopes.flatMap((scope) => permission.safeParse(scope).data ?? []);
  return { id: row.id, organizationId: row.organization_id, scopes, inPlan: row.in_plan };
}
