import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/**
 * Lets only people go on who have confirmed their e-mail address.
 *
 * @param tx a transaction that sees the user: the user's own or one of the sign-in role
 * @throws {DomainError} `forbidden` in words that say what to do
 */
export async function requireVerifiedEmail(tx: PrismaTx, userId: string): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { emailVerified: true } });
  if (user?.emailVerified) return;
  throw new DomainError(
    "forbidden",
    "Confirm your e-mail address first: use the link in the mail that we sent you, or have it sent again.",
  );
}
