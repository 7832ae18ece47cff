import type { PrismaTx } from "@callflex/db/prisma";
import { dropAccountTokens, takeAccountToken, uselessToken } from "@callflex/domain/accounts/account-token";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { enqueueAccountMail } from "@callflex/domain/accounts/enqueue-account-mail";
import type { RequestOrigin } from "@callflex/domain/context";
import { NOTICE_MS, webLink, type AccountMailDeps, type AccountMailReader } from "./account-mail.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import type { Auth } from "./better-auth.ts";

type Deps = AccountMailDeps & { auth: Auth };

async function storePassword(auth: Auth, userId: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  if (await internalAdapter.findCredentialAccount(userId)) return internalAdapter.updatePassword(userId, hash);
  await internalAdapter.createAccount({ userId, providerId: "credential", accountId: userId, password: hash });
}

/** Tells the owner, in case it wasn't them. */
async function sendNotice(tx: PrismaTx, deps: AccountMailDeps, user: AccountMailReader, request: RequestOrigin) {
  const now = new Date();
  await enqueueAccountMail(tx, deps.encryptionKeys, {
    facts: {
      kind: "password_changed",
      name: user.name,
      at: now.toISOString(),
      ipAddress: request.ipAddress,
      link: webLink(deps.publicWebUrl, "/settings/security"),
    },
    recipient: user.email,
    expiresAt: new Date(now.getTime() + NOTICE_MS),
    organizationId: null,
    userId: user.id,
  });
}

/**
 * Changes the password of somebody who has just confirmed with the old one. Ends all other sessions.
 *
 * @param input.sessionId the session that stays
 */
export async function changePassword(
  deps: Deps,
  input: { userId: string; sessionId: string; password: string; request: RequestOrigin },
): Promise<void> {
  const { userId, sessionId, password, request } = input;
  await inAuthTransaction(deps.auth, async (tx) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { id: true, name: true, email: true },
    });
    await storePassword(deps.auth, userId, password);
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await dropAccountTokens(tx, userId, ["reset-password"]);
    await auditAccount(tx, userId, { action: "account.password_changed", request });
    await sendNotice(tx, deps, user, request);
  });
}

/**
 * What came to an account before its address was confirmed may be somebody else's: who signed up with an address that
 * isn't theirs could otherwise keep a way in, or keep the owner out by a second factor.
 */
async function dropUnprovenWaysIn(tx: PrismaTx, userId: string): Promise<void> {
  await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.account.deleteMany({ where: { userId, providerId: { not: "credential" } } });
  await tx.user.update({ where: { id: userId }, data: { emailVerified: true, twoFactorEnabled: false } });
}

/**
 * Sets the password of whoever opened a reset link, which works once. Ends every session. The link's use also confirms the
 * address.
 *
 * @returns the account's address
 * @throws {DomainError} `not_found` for a link that doesn't work any more
 */
export async function resetPassword(
  deps: Deps,
  input: { token: string; password: string; request: RequestOrigin },
): Promise<string> {
  const { token, password, request } = input;
  return inAuthTransaction(deps.auth, async (tx) => {
    const { userId, email } = await takeAccountToken(tx, { purpose: "reset-password", token });
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (!user || user.email.toLowerCase() !== email.toLowerCase()) throw uselessToken();
    if (!user.emailVerified) await dropUnprovenWaysIn(tx, userId);
    await storePassword(deps.auth, userId, password);
    await tx.session.deleteMany({ where: { userId } });
    await dropAccountTokens(tx, userId, ["reset-password", "confirm-email", "confirm-new-email"]);
    await auditAccount(tx, userId, { action: "account.password_reset", request });
    await sendNotice(tx, deps, user, request);
    return user.email;
  });
}
