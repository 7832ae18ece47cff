import { activeOrganizationRequest, me, signInRequest, signUpRequest } from "@callflex/contracts/api/auth";
import { withActor, type PrismaClient } from "@callflex/db/prisma";
import { findMembership } from "@callflex/domain/organizations/find-membership";
import { getMe } from "@callflex/domain/organizations/get-me";
import { isAPIError } from "better-auth/api";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { authHeaders } from "./auth-headers.ts";
import type { Auth } from "./better-auth.ts";
import type { SignInGuard } from "./sign-in-guard.ts";
import { signUp } from "./sign-up.ts";

export interface AuthDeps {
  auth: Auth;
  appDb: PrismaClient;
  signInGuard: SignInGuard;
  /** New accounts from one address. */
  signUpLimit: RateLimiterMemory;
}

const SESSION_HEADERS = {
  "Set-Cookie": "The session cookie",
  "Set-Auth-Token": "The session's signed token, for clients that send it as Bearer",
};

/** Cookies and token of better-auth's answer, as headers of ours. */
function sessionHeaders(headers: Headers): Record<string, string | string[]> {
  const token = headers.get("set-auth-token");
  return { "Set-Cookie": headers.getSetCookie(), ...(token ? { "Set-Auth-Token": token } : {}) };
}

/** Sign-up, sign-in, sign-out, and who is signed in. */
export function authRoutes({ auth, appDb, signInGuard, signUpLimit }: AuthDeps): Route[] {
  const readMe = (userId: string, activeOrganizationId: string | null) =>
    withActor(appDb, { userId }, (tx) => getMe(tx, { userId, activeOrganizationId }));

  return [
    definePublicRoute({
      method: "post",
      path: "/auth/signup",
      operationId: "signUp",
      tag: "auth",
      summary: "Make an account and its organization",
      description: "Account, organization and session are made together or not at all. The user becomes the owner.",
      body: signUpRequest,
      success: { status: 201, description: "Signed up and signed in", schema: me, headers: SESSION_HEADERS },
      problems: [409],
      async handler({ body, req }) {
        await takeOne(signUpLimit, req.ip ?? "unknown");
        const { userId, organizationId, headers } = await signUp(auth, body, authHeaders(req));
        return { body: await readMe(userId, organizationId), headers: sessionHeaders(headers) };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/signin",
      operationId: "signIn",
      tag: "auth",
      summary: "Sign in",
      description: "The answer to an unknown address equals the answer to a wrong password.",
      body: signInRequest,
      success: { status: 200, description: "Signed in", schema: me, headers: SESSION_HEADERS },
      problems: [401],
      async handler({ body, req }) {
        const ip = req.ip ?? "unknown";
        await signInGuard.begin(ip, body.email);
        const { headers, response } = await auth.api
          .signInEmail({ body, headers: authHeaders(req), returnHeaders: true })
          .catch((error: unknown) => {
            if (!isAPIError(error) || error.statusCode !== 401) throw error;
            throw new HttpProblem("unauthenticated", "E-mail address or password is wrong.");
          });
        await signInGuard.succeeded(ip, body.email);
        const context = await auth.$context;
        const session = await context.internalAdapter.findSession(response.token);
        const active = (session?.session as { activeOrganizationId?: string | null } | undefined)?.activeOrganizationId;
        return { body: await readMe(response.user.id, active ?? null), headers: sessionHeaders(headers) };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/signout",
      operationId: "signOut",
      tag: "auth",
      summary: "Sign out",
      description: "Ends the session. Without a session nothing happens.",
      success: { status: 204, description: "Signed out", headers: { "Set-Cookie": "Removes the session cookie" } },
      async handler({ req }) {
        const { headers } = await auth.api.signOut({ headers: authHeaders(req), returnHeaders: true });
        return { body: undefined, headers: { "Set-Cookie": headers.getSetCookie() } };
      },
    }),
    defineUserRoute({
      method: "get",
      path: "/auth/me",
      operationId: "getMe",
      tag: "auth",
      summary: "The signed-in user and their organizations",
      success: { status: 200, description: "The user", schema: me },
      handler: async ({ caller }) => ({ body: await readMe(caller.userId, caller.activeOrganizationId) }),
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/active-organization",
      operationId: "setActiveOrganization",
      tag: "auth",
      summary: "Choose the organization that this session works in",
      body: activeOrganizationRequest,
      success: { status: 200, description: "The user, with the chosen organization", schema: me },
      problems: [404],
      async handler({ body, caller, req }) {
        const { organizationId } = body;
        const { userId } = caller;
        await withActor(appDb, { userId, organizationId }, (tx) => findMembership(tx, { userId, organizationId }));
        await auth.api.setActiveOrganization({ body: { organizationId }, headers: authHeaders(req) });
        return { body: await readMe(userId, organizationId) };
      },
    }),
  ];
}
