import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";

/**
 * Makes somebody staff of the operator, or takes it from them, and writes it into their account's log. Nobody can do so
 * through the API.
 *
 * @param tx a transaction of the role that migrates, or of an administrator
 * @param input.email their address in any spelling
 * @returns what was found: no such account, nothing to do, or the change made; with the address as it is stored
 */
export async function setStaff(
  tx: Tx,
  { email, isStaff }: { email: string; isStaff: boolean },
): Promise<{ kind: "unknown" } | { kind: "unchanged" | "changed"; email: string }> {
  const [user] = await tx.rows<{ id: string; email: string; is_staff: boolean }>(
    "SELECT id, email::text, is_staff FROM users WHERE email = $1 FOR UPDATE",
    [email],
  );
  if (!user) return { kind: "unknown" };
  if (user.is_staff === isStaff) return { kind: "unchanged", email: user.email };
  await tx.run("UPDATE users SET is_staff = $2 WHERE id = $1", [user.id, isStaff]);
  await tx.run(
    `INSERT INTO audit_log (id, actor_user_id, actor_kind, action, entity_type, entity_id, before, after)
     VALUES ($1, $2::uuid, 'system', $3, 'account', $2::uuid::text, $4, $5)`,
    [
      newId(),
      user.id,
      isStaff ? "account.staff_granted" : "account.staff_revoked",
      JSON.stringify({ isStaff: user.is_staff }),
      JSON.stringify({ isStaff }),
    ],
  );
  return { kind: "changed", email: user.email };
}
