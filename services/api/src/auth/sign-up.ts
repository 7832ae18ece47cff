import type { SignUpRequest } from "@callflex/contracts/api/auth";
import { databaseFault } from "@callflex/db/errors";
import { createOrganization } from "@callflex/domain/organizations/create-organization";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { isAPIError } from "better-auth/api";
import type { Request } from "express";
import { HttpProblem } from "../http/problem.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { sendTokenMail, type AccountMailDeps } from "./account-mail.ts";
import { authHeaders } from "./auth-headers.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import type { Auth } from "./better-auth.ts";

/** A new account, signed in. */
export interface SignedUp {
  userId: string;
  organizationId: string;
  /** Answer headers of better-auth: cookies and the Bearer token. */
  headers: Headers;
}

function codeOf(error: unknown): string | undefined {
  return isAPIError(error) ? error.body?.code : undefined;
}

/**
 * Whether somebody else was as fast: better-auth saw it, or the unique key did. Of a new user's address it says only that
 * the user couldn't be made; tried again, it sees why.
 */
export function wasOvertaken(error: unknown): boolean {
  const code = codeOf(error);
  return code === "FAILED_TO_CREATE_USER" || databaseFault(error)?.kind === "unique";
}

function addressTaken(): HttpProblem {
  return new HttpProblem("conflict", "This e-mail address has an account already. Sign in instead.", {
    errors: [{ pointer: "/email", message: "has an account already" }],
  });
}

/**
 * Makes account and session inside the open transaction.
 *
 * @returns better-auth's answer; its headers carry the session
 * @throws {HttpProblem} 409 when the address has an account
 */
export async function makeAccount(
  auth: Auth,
  account: { name: string; email: string; password: string },
  req: Request,
): Promise<{ userId: string; sessionToken: string; headers: Headers }> {
  const { response, headers } = await auth.api
    .signUpEmail({ body: account, headers: authHeaders(req), returnHeaders: true })
    .catch((error: unknown) => {
      throw codeOf(error)?.startsWith("USER_ALREADY_EXISTS") ? addressTaken() : error;
    });
  if (!response.token) throw new Error("sign-up made no session");
  return { userId: response.user.id, sessionToken: response.token, headers };
}

async function createAll(
  { auth, ...mail }: AccountMailDeps & { auth: Auth },
  input: SignUpRequest,
  req: Request,
): Promise<SignedUp> {
  const { internalAdapter } = await auth.$context;
  return inAuthTransaction(auth, async (tx) => {
    const { name, email, password } = input;
    const { userId, sessionToken, headers } = await makeAccount(auth, { name, email, password }, req);
    const request = requestOrigin(req);
    await auditAccount(tx, userId, { action: "account.created", after: { name, email }, request });
    const organization = await createOrganization(tx, {
      userId,
      organization: { name: input.organizationName, timezone: input.timezone, industrySlug: null },
      request,
    });
    await internalAdapter.updateSession(sessionToken, { activeOrganizationId: organization.id });
    await sendTokenMail(tx, mail, {
      purpose: "confirm-email",
      user: { id: userId, name, email },
      to: email,
      ipAddress: request.ipAddress,
    });
    return { userId, organizationId: organization.id, headers };
  });
}

/**
 * Makes account, organization, session and the mail that asks to confirm the address in one transaction: all or none.
 *
 * @param req for the session's address and browser
 * @throws {HttpProblem} 409 when the address has an account
 */
export async function signUp(
  deps: AccountMailDeps & { auth: Auth },
  input: SignUpRequest,
  req: Request,
): Promise<SignedUp> {
  return createAll(deps, input, req).catch((error: unknown) => {
    if (!wasOvertaken(error)) throw error;
    return createAll(deps, input, req);
  });
}
