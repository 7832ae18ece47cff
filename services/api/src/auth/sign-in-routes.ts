import {
  activeOrganizationRequest,
  me,
  signInAnswer,
  signInRequest,
  twoFactorSignInRequest,
} from "@callflex/contracts/api/auth";
import { withActor } from "@callflex/db/prisma";
import { findMembership } from "@callflex/domain/organizations/find-membership";
import { isAPIError } from "better-auth/api";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { authHeaders } from "./auth-headers.ts";
import type { AuthDeps } from "./routes.ts";
import { takeSecondStep } from "./second-factor.ts";
import { readMe, SESSION_HEADERS, sessionHeaders } from "./session-answer.ts";

/** Sign-in in one or two steps, sign-out, who is signed in and where. */
export function signInRoutes({ auth, authDb, appDb, signInGuard, authLimits }: AuthDeps): Route[] {
  async function signedIn(userId: string, token: string) {
    const session = await authDb.session.findUnique({ where: { token }, select: { activeOrganizationId: true } });
    return readMe(appDb, userId, session?.activeOrganizationId ?? null);
  }

  return [
    definePublicRoute({
      method: "post",
      path: "/auth/signin",
      operationId: "signIn",
      tag: "auth",
      summary: "Sign in",
      description:
        "The answer to an unknown address equals the answer to a wrong password. With two-factor sign-in the answer is `two_factor_required`, and a cookie that lasts 10 minutes says for whom POST /auth/signin/two-factor takes the code.",
      body: signInRequest,
      success: {
        status: 200,
        description: "Signed in, or asked for the code",
        schema: signInAnswer,
        headers: SESSION_HEADERS,
      },
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
        if ("twoFactorRedirect" in response) {
          return { body: { state: "two_factor_required" as const }, headers: { "Set-Cookie": headers.getSetCookie() } };
        }
        const user = await signedIn(response.user.id, response.token);
        return { body: { state: "signed_in" as const, ...user }, headers: sessionHeaders(headers) };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/signin/two-factor",
      operationId: "signInTwoFactor",
      tag: "auth",
      summary: "Sign in: the code",
      description:
        "Takes a code of the authenticator app, or a recovery code, which works once. Needs the cookie of POST /auth/signin.",
      body: twoFactorSignInRequest,
      success: { status: 200, description: "Signed in", schema: me, headers: SESSION_HEADERS },
      problems: [401, 409],
      async handler({ body, req }) {
        const ip = req.ip ?? "unknown";
        await takeOne(authLimits.secondFactor, ip);
        const { userId, sessionToken, headers } = await takeSecondStep(auth, body, req);
        await authLimits.secondFactor.reward(ip);
        return { body: await signedIn(userId, sessionToken), headers: sessionHeaders(headers) };
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
      handler: async ({ caller }) => ({ body: await readMe(appDb, caller.userId, caller.activeOrganizationId) }),
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
      async handler({ body, caller }) {
        const { organizationId } = body;
        const { userId, sessionId } = caller;
        await withActor(appDb, { userId, organizationId }, (tx) => findMembership(tx, { userId, organizationId }));
        await authDb.session.updateMany({
          where: { id: sessionId, userId },
          data: { activeOrganizationId: organizationId },
        });
        return { body: await readMe(appDb, userId, organizationId) };
      },
    }),
  ];
}
