import { invitedSignUpRequest, me, signUpRequest } from "@callflex/contracts/api/auth";
import { takeOne } from "../http/rate-limits.ts";
import { definePublicRoute, type Route } from "../http/route.ts";
import type { AuthDeps } from "./routes.ts";
import { readMe, SESSION_HEADERS, sessionHeaders } from "./session-answer.ts";
import { signUpInvited } from "./sign-up-invited.ts";
import { signUp } from "./sign-up.ts";

/** New accounts, with an organization of their own or by invitation. */
export function signUpRoutes(deps: AuthDeps): Route[] {
  const { auth, appDb, authLimits, encryptionKeys, publicWebUrl } = deps;
  return [
    definePublicRoute({
      method: "post",
      path: "/auth/signup",
      operationId: "signUp",
      tag: "auth",
      summary: "Make an account and its organization",
      description:
        "Account, organization and session are made together or not at all. The user becomes the owner. A mail asks to confirm the address.",
      body: signUpRequest,
      success: { status: 201, description: "Signed up and signed in", schema: me, headers: SESSION_HEADERS },
      problems: [409],
      async handler({ body, req }) {
        await takeOne(authLimits.signUp, req.ip ?? "unknown");
        const { userId, organizationId, headers } = await signUp({ auth, encryptionKeys, publicWebUrl }, body, req);
        return { body: await readMe(appDb, userId, organizationId), headers: sessionHeaders(headers) };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/signup/invited",
      operationId: "signUpInvited",
      tag: "auth",
      summary: "Make an account by an invitation",
      description:
        "The account has the address that the invitation went to, confirmed, and belongs to that organization. Somebody who has an account accepts the invitation signed in instead.",
      body: invitedSignUpRequest,
      success: { status: 201, description: "Signed up and signed in", schema: me, headers: SESSION_HEADERS },
      problems: [404, 409],
      async handler({ body, req }) {
        await takeOne(authLimits.signUp, req.ip ?? "unknown");
        const { userId, organizationId, headers } = await signUpInvited(auth, body, req);
        return { body: await readMe(appDb, userId, organizationId), headers: sessionHeaders(headers) };
      },
    }),
  ];
}
