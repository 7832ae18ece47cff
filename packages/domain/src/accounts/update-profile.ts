import type { PrismaTx } from "@callflex/db/prisma";
import type { RequestOrigin } from "../context.ts";
import { auditAccount } from "./audit-account.ts";

/**
 * Changes what a person is called.
 *
 * @param tx of the sign-in role
 */
export async function updateProfile(
  tx: PrismaTx,
  input: { userId: string; name: string; request: RequestOrigin },
): Promise<void> {
  const { userId, name, request } = input;
  const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  if (before.name === name) return;
  await tx.user.update({ where: { id: userId }, data: { name } });
  await auditAccount(tx, userId, { action: "account.updated", before, after: { name }, request });
}
