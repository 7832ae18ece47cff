import { runWithTransaction } from "@better-auth/core/context";
import type { SignUpRequest } from "@callflex/contracts/api/auth";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import { databaseFault } from "@callflex/db/errors";
import { slugOf, withRandomSuffix } from "@callflex/domain/organizations/organization-slug";
import { isAPIError } from "better-auth/api";
import { HttpProblem } from "../http/problem.ts";
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

/** Seen by better-auth's look-up, or by the unique key when somebody else is as fast. */
function isTaken(error: unknown): boolean {
  return codeOf(error) === "ORGANIZATION_ALREADY_EXISTS" || databaseFault(error)?.kind === "unique";
}

async function createAll(auth: Auth, input: SignUpRequest, slug: string, headers: Headers): Promise<SignedUp> {
  const context = await auth.$context;
  return runWithTransaction(context.adapter, async () => {
    const { name, email, password } = input;
    const signedUp = await auth.api.signUpEmail({ body: { name, email, password }, headers, returnHeaders: true });
    const { user, token } = signedUp.response;
    const organization = await auth.api.createOrganization({
      body: {
        name: input.organizationName,
        slug,
        timezone: input.timezone,
        // Until somebody chooses others, the one who signs up is told about messages and missed calls.
        settings: JSON.stringify(organizationSettings.parse({ notifications: { emails: [email] } })),
        userId: user.id,
      },
    });
    if (!organization || !token) throw new Error("sign-up made no organization or no session");
    await context.internalAdapter.updateSession(token, { activeOrganizationId: organization.id });
    return { userId: user.id, organizationId: organization.id, headers: signedUp.headers };
  });
}

/**
 * Makes account, organization and session in one transaction: all of them or none.
 *
 * @param headers the request's, for the session's address and browser
 * @throws {HttpProblem} 409 when the address has an account
 */
export async function signUp(auth: Auth, input: SignUpRequest, headers: Headers): Promise<SignedUp> {
  const slug = slugOf(input.organizationName);
  try {
    return await createAll(auth, input, slug, headers).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      return createAll(auth, input, withRandomSuffix(slug), headers);
    });
  } catch (error) {
    if (!codeOf(error)?.startsWith("USER_ALREADY_EXISTS")) throw error;
    throw new HttpProblem("conflict", "This e-mail address has an account already. Sign in instead.", {
      errors: [{ pointer: "/email", message: "has an account already" }],
    });
  }
}
