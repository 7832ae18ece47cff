import { databaseFault } from "@callflex/db/errors";
import { dropAccountTokens, takeAccountToken, uselessToken } from "@callflex/domain/accounts/account-token";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { enqueueAccountMail } from "@callflex/domain/accounts/enqueue-account-mail";
import type { RequestOrigin } from "@callflex/domain/context";
import { HttpProblem } from "../http/problem.ts";
import { NOTICE_MS, type AccountMailDeps } from "./account-mail.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import type { Auth } from "./better-auth.ts";

/**
 * Confirms the address that the link went to.
 *
 * @throws {DomainError} `not_found` when the link doesn't work any more, also because the address is another one now
 */
export async function confirmEmail(auth: Auth, input: { token: string; request: RequestOrigin }): Promise<void> {
  const { token, request } = input;
  await inAuthTransaction(auth, async (tx) => {
    const { userId, email } = await takeAccountToken(tx, { purpose: "confirm-email", token });
    const { count } = await tx.user.updateMany({ where: { id: userId, email }, data: { emailVerified: true } });
    if (count === 0) throw uselessToken();
    await dropAccountTokens(tx, userId, ["confirm-email"]);
    await auditAccount(tx, userId, { action: "account.email_confirmed", after: { email }, request });
  });
}

/**
 * Gives the account the address that the link went to; the old address is told. Sessions stay, open links to the old
 * address don't. That the new address has an account is told here and not when the change is asked for: only to whom
 * reads its mail.
 *
 * @throws {DomainError} `not_found` when the link doesn't work any more
 * @throws {HttpProblem} 409 when the address has an account
 */
export async function confirmNewEmail(
  { auth, encryptionKeys }: AccountMailDeps & { auth: Auth },
  input: { token: string; request: RequestOrigin },
): Promise<void> {
  const { token, request } = input;
  const change = inAuthTransaction(auth, async (tx) => {
    const { userId, email } = await takeAccountToken(tx, { purpose: "confirm-new-email", token });
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (!user) throw uselessToken();
    await tx.user.update({ where: { id: userId }, data: { email, emailVerified: true } });
    await dropAccountTokens(tx, userId, ["confirm-email", "reset-password", "confirm-new-email"]);
    const before = { email: user.email };
    await auditAccount(tx, userId, { action: "account.email_changed", before, after: { email }, request });
    const now = new Date();
    await enqueueAccountMail(tx, encryptionKeys, {
      facts: {
        kind: "email_changed",
        name: user.name,
        newEmail: email,
        at: now.toISOString(),
        ipAddress: request.ipAddress,
      },
      recipient: user.email,
      expiresAt: new Date(now.getTime() + NOTICE_MS),
      organizationId: null,
      userId,
    });
  });
  await change.catch((error: unknown) => {
    if (databaseFault(error)?.kind !== "unique") throw error;
    throw new HttpProblem(
      "conflict",
      "This address has an account already. Sign in with that one, or change to another address.",
    );
  });
}
