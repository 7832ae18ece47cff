import { accessToken, jwks } from "@callflex/contracts/api/auth";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { makeAccessToken } from "./access-token.ts";
import { requireSession } from "./check-password.ts";
import type { AuthDeps } from "./routes.ts";

/** Access tokens for services that check them themselves, and the keys to do it. */
export function tokenRoutes({ auth, authDb }: AuthDeps): Route[] {
  return [
    defineUserRoute({
      method: "post",
      path: "/auth/token",
      operationId: "createAccessToken",
      tag: "auth",
      summary: "Make an access token",
      description:
        "A JWT (EdDSA) that holds for 15 minutes, with the claims `sub`, `email`, `org` and `sid`. Services check it against /auth/jwks. This API takes it as Bearer too, as long as its session lives; making another takes the session itself.",
      success: { status: 200, description: "The token", schema: accessToken },
      async handler({ caller }) {
        requireSession(caller);
        const { userId, sessionId, activeOrganizationId } = caller;
        const { email } = await authDb.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
        const claims = { sub: userId, email, org: activeOrganizationId, sid: sessionId };
        return { body: await makeAccessToken(auth, claims) };
      },
    }),
    definePublicRoute({
      method: "get",
      path: "/auth/jwks",
      operationId: "getJwks",
      tag: "auth",
      summary: "The public keys of access tokens",
      description: "A JSON Web Key Set (RFC 7517). Keys change every 30 days; old ones stay listed for 30 more.",
      success: { status: 200, description: "The keys", schema: jwks },
      async handler() {
        const { keys } = await auth.api.getJwks();
        return { body: { keys: keys.map((key) => ({ ...key })) } };
      },
    }),
  ];
}
