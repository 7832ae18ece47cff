import type { Request, Response } from "express";
import { authHeaders } from "./auth-headers.ts";
import type { Auth } from "./better-auth.ts";

/** The signed-in user of a request. */
export interface Caller {
  userId: string;
  isStaff: boolean;
  sessionId: string;
  /** The session's organization; the user may have been removed from it since. */
  activeOrganizationId: string | null;
}

/** Finds out who makes a request: null for nobody. */
export type Authenticate = (req: Request, res: Response) => Promise<Caller | null>;

/**
 * Makes the reader of sessions: by cookie, or by a session's signed token as Bearer. The database is asked each time, so a
 * session that was ended counts no more.
 */
export function createAuthenticate(auth: Auth): Authenticate {
  return async (req, res) => {
    if (!req.get("cookie") && !req.get("authorization")) return null;
    const { headers, response } = await auth.api.getSession({ headers: authHeaders(req), returnHeaders: true });
    // A session in use is prolonged now and then, and its cookie with it.
    for (const cookie of headers.getSetCookie()) res.append("Set-Cookie", cookie);
    if (!response) return null;
    return {
      userId: response.user.id,
      isStaff: response.user.isStaff === true,
      sessionId: response.session.id,
      activeOrganizationId: response.session.activeOrganizationId ?? null,
    };
  };
}
