import type { PrismaTx } from "@callflex/db/prisma";
import type { RequestOrigin } from "../context.ts";
import { auditAccount } from "./audit-account.ts";

/**
 * Takes the deletion of an account back. An account that isn't to be deleted stays as it is.
 *
 * @param tx of the sign-in role
 */
export async function keepAccount(tx: PrismaTx, input: { userId: string; request: RequestOrigin }): Promise<void> {
  const { userId, request } = input;
  const { count } = await tx.user.updateMany({
    where: { id: userId, deleteAfter: { not: null } },
    data: { deleteAfter: null },
  });
  if (count > 0) await auditAccount(tx, userId, { action: "account.kept", request });
}
