import type { Me } from "@callflex/contracts/api/auth";
import { withActor, type PrismaClient } from "@callflex/db/prisma";
import { getMe } from "@callflex/domain/organizations/get-me";

/** What answers that sign in carry. */
export const SESSION_HEADERS = {
  "Set-Cookie": "The session cookie",
  "Set-Auth-Token": "The session's signed token, for clients that send it as Bearer",
};

/** Cookies and token of better-auth's answer, as headers of ours. */
export function sessionHeaders(headers: Headers): Record<string, string | string[]> {
  const token = headers.get("set-auth-token");
  return { "Set-Cookie": headers.getSetCookie(), ...(token ? { "Set-Auth-Token": token } : {}) };
}

/** The signed-in user as the API tells it, read under their own eyes. */
export function readMe(appDb: PrismaClient, userId: string, activeOrganizationId: string | null): Promise<Me> {
  return withActor(appDb, { userId }, (tx) => getMe(tx, { userId, activeOrganizationId }));
}
