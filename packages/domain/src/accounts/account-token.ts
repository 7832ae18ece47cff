import { createHash, randomBytes } from "node:crypto";
import { newId } from "@callflex/db/ids";
import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/** What the link of a mail lets its reader do. */
export type AccountTokenPurpose = "confirm-email" | "reset-password" | "confirm-new-email";

const USELESS = "This link doesn't work any more: it was used already or is too old. Ask for a new one.";

function place(purpose: AccountTokenPurpose, userId: string): string {
  return `${purpose}/${userId}`;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Each new token takes some of those with it whose time is over: they name addresses. */
async function sweepSome(tx: PrismaTx): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM verifications WHERE id IN (
      SELECT id FROM verifications WHERE expires_at < now() LIMIT 20 FOR UPDATE SKIP LOCKED)`;
}

/**
 * Makes the token of a mail's link. It works once, until `expiresAt`; of its 256 random bits only a hash is kept.
 *
 * @param tx a transaction of the sign-in role
 * @param input.email the address that its use proves: the mail goes there
 */
export async function newAccountToken(
  tx: PrismaTx,
  input: { purpose: AccountTokenPurpose; userId: string; email: string; expiresAt: Date },
): Promise<string> {
  const { purpose, userId, email, expiresAt } = input;
  const secret = randomBytes(32).toString("base64url");
  await sweepSome(tx);
  await tx.verification.create({
    data: { id: newId(), identifier: place(purpose, userId), value: `${hashOf(secret)} ${email}`, expiresAt },
  });
  return `${userId}.${secret}`;
}

/**
 * Uses a token up. Of two who use the same one at once, one gets it: the other waits for the row and finds it gone.
 *
 * @param tx a transaction of the sign-in role; what the token was used for belongs into it
 * @returns whose it is, and the address that is proven
 * @throws {DomainError} `not_found` for a token that is unknown, used or too old
 */
export async function takeAccountToken(
  tx: PrismaTx,
  { purpose, token }: { purpose: AccountTokenPurpose; token: string },
): Promise<{ userId: string; email: string }> {
  const [userId = "", secret = ""] = token.split(".");
  const rows = await tx.$queryRaw<{ email: string }[]>`
    DELETE FROM verifications
    WHERE identifier = ${place(purpose, userId)} AND split_part(value, ' ', 1) = ${hashOf(secret)} AND expires_at > now()
    RETURNING split_part(value, ' ', 2) AS email`;
  if (!rows[0]) throw new DomainError("not_found", USELESS);
  return { userId, email: rows[0].email };
}

/**
 * Makes a user's open tokens useless.
 *
 * @param purposes which of them
 */
export async function dropAccountTokens(
  tx: PrismaTx,
  userId: string,
  purposes: readonly AccountTokenPurpose[],
): Promise<void> {
  await tx.verification.deleteMany({
    where: { identifier: { in: purposes.map((purpose) => place(purpose, userId)) } },
  });
}

/** The refusal for a token whose account changed since it was sent. */
export function uselessToken(): DomainError {
  return new DomainError("not_found", USELESS);
}
