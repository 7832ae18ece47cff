import type { Tx } from "@callflex/db/transaction";

/**
 * Removes the accounts whose deletion is due. An organization's only owner keeps theirs until it has another one.
 *
 * @returns how many went
 */
export async function deleteDueUsers(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ users: number }>("SELECT delete_due_users() AS users");
  return row!.users;
}
