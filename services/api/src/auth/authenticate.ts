import type { Permission } from "@callflex/contracts/permissions";
import type { PrismaClient } from "@callflex/db/prisma";
import { API_KEY_PREFIX } from "@callflex/domain/api-keys/api-key-secret";
import { findApiKey } from "@callflex/domain/api-keys/find-api-key";
import type { Request, Response } from "express";
import { HttpProblem } from "../http/problem.ts";
import { readAccessToken } from "./access-token.ts";
import { authHeaders } from "./auth-headers.ts";
import type { Auth } from "./better-auth.ts";

/** A signed-in person. */
export interface UserCaller {
  kind: "user";
  userId: string;
  isStaff: boolean;
  /** The session itself, or an access token that was made from it. */
  credential: "session" | "access_token";
  sessionId: string;
  /** The session's organization, or the token's; the user may have been removed from it since. */
  activeOrganizationId: string | null;
}

/** A program with an organization's API key. */
export interface ApiKeyCaller {
  kind: "api_key";
  apiKeyId: string;
  organizationId: string;
  scopes: Permission[];
}

/** Who makes a request. */
export type Caller = UserCaller | ApiKeyCaller;

/** Finds out who makes a request: null for nobody. */
export type Authenticate = (req: Request, res: Response) => Promise<Caller | null>;

/** What stands for a caller in limits and stored answers. */
export function callerId(caller: Caller): string {
  return caller.kind === "user" ? caller.userId : caller.apiKeyId;
}

/** Tokens that are checked without us have three parts (JWS), those of sessions two. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Makes the reader of credentials: a session by cookie or by its signed token as Bearer, an access token of POST
 * /auth/token, or an API key as Bearer. The database is asked each time, so a session that was ended counts no more, nor do
 * the access tokens that were made from it, nor a key that was revoked.
 */
export function createAuthenticate({ auth, authDb }: { auth: Auth; authDb: PrismaClient }): Authenticate {
  async function bySession(req: Request, res: Response): Promise<UserCaller | null> {
    const { headers, response } = await auth.api.getSession({ headers: authHeaders(req), returnHeaders: true });
    // A session in use is prolonged now and then, and its cookie with it.
    for (const cookie of headers.getSetCookie()) res.append("Set-Cookie", cookie);
    if (!response) return null;
    return {
      kind: "user",
      userId: response.user.id,
      isStaff: response.user.isStaff === true,
      credential: "session",
      sessionId: response.session.id,
      activeOrganizationId: response.session.activeOrganizationId ?? null,
    };
  }

  async function byAccessToken(token: string): Promise<UserCaller | null> {
    const claims = await readAccessToken(auth, token);
    const session =
      claims &&
      (await authDb.session.findFirst({
        where: { id: claims.sid, userId: claims.sub, expiresAt: { gt: new Date() } },
        select: { id: true, user: { select: { id: true, isStaff: true } } },
      }));
    if (!session) return null;
    return {
      kind: "user",
      userId: session.user.id,
      isStaff: session.user.isStaff,
      credential: "access_token",
      sessionId: session.id,
      activeOrganizationId: claims.org,
    };
  }

  async function byApiKey(key: string): Promise<ApiKeyCaller | null> {
    const found = await findApiKey(authDb, key);
    if (!found) return null;
    if (!found.inPlan) {
      throw new HttpProblem("forbidden", "The organization's plan doesn't include API keys any more.");
    }
    return { kind: "api_key", apiKeyId: found.id, organizationId: found.organizationId, scopes: found.scopes };
  }

  return async (req, res) => {
    const bearer = /^Bearer\s+(\S+)\s*$/i.exec(req.get("authorization") ?? "")?.[1];
    if (bearer?.startsWith(API_KEY_PREFIX)) return byApiKey(bearer);
    if (bearer && JWT.test(bearer)) return byAccessToken(bearer);
    return bearer || req.get("cookie") ? bySession(req, res) : null;
  };
}
