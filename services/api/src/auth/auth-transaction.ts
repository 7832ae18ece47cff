import { runWithTransaction } from "@better-auth/core/context";
import type { PrismaTx } from "@callflex/db/prisma";
import type { Auth } from "./better-auth.ts";
import { currentTransaction } from "./joined-client.ts";

/**
 * Runs `work` in one transaction of the sign-in role, with what it has better-auth do: the change, its audit entry and its
 * mail are there together or not at all.
 *
 * @throws what `work` or the database throws; then nothing is left
 */
export async function inAuthTransaction<T>(auth: Auth, work: (tx: PrismaTx) => Promise<T>): Promise<T> {
  const { adapter } = await auth.$context;
  return runWithTransaction(adapter, () => {
    const tx = currentTransaction();
    if (!tx) throw new Error("better-auth opened no transaction");
    return work(tx);
  });
}
