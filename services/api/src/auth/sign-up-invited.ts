import type { InvitedSignUpRequest } from "@callflex/contracts/api/auth";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { acceptInvitation } from "@callflex/domain/invitations/accept-invitation";
import { hashInvitationToken } from "@callflex/domain/invitations/invitation-secret";
import { DomainError } from "@callflex/domain/errors";
import type { Request } from "express";
import { requestOrigin } from "../http/request-origin.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import type { Auth } from "./better-auth.ts";
import { makeAccount, wasOvertaken, type SignedUp } from "./sign-up.ts";

async function createAll(auth: Auth, input: InvitedSignUpRequest, req: Request): Promise<SignedUp> {
  const { internalAdapter } = await auth.$context;
  const { name, password, token } = input;
  const tokenHash = hashInvitationToken(token);
  const request = requestOrigin(req);
  return inAuthTransaction(auth, async (tx) => {
    const invitation = await tx.invitation.findUnique({
      where: { tokenHash: new Uint8Array(tokenHash) },
      select: { email: true, status: true },
    });
    if (!invitation)
      throw new DomainError("not_found", "There is no such invitation. Use the link of the newest mail.");
    const { email, status } = invitation;
    if (status === "accepted") throw new DomainError("conflict", "This invitation was used already. Sign in.");
    if (status === "pending" && (await tx.user.findUnique({ where: { email } }))) {
      throw new DomainError("conflict", `${email} has an account already. Sign in with it to accept the invitation.`);
    }
    const { userId, sessionToken, headers } = await makeAccount(auth, { name, email, password }, req);
    await tx.user.update({ where: { id: userId }, data: { emailVerified: true } });
    const { organizationId } = await acceptInvitation(tx, { tokenHash, userId, email, request });
    await internalAdapter.updateSession(sessionToken, { activeOrganizationId: organizationId });
    await auditAccount(tx, userId, { action: "account.created", after: { name, email, invited: true }, request });
    return { userId, organizationId, headers };
  });
}

/**
 * Makes the account of somebody who was invited, a member of that organization and of no other. The link came by mail, so
 * the address counts as confirmed. Account, membership, session and the use of the invitation are one transaction.
 *
 * @throws {DomainError} as acceptInvitation; `conflict` also when the address has an account
 */
export async function signUpInvited(auth: Auth, input: InvitedSignUpRequest, req: Request): Promise<SignedUp> {
  return createAll(auth, input, req).catch((error: unknown) => {
    if (!wasOvertaken(error)) throw error;
    return createAll(auth, input, req);
  });
}
