import type { Session } from "@callflex/contracts/api/auth";
import type { PrismaTx } from "@callflex/db/prisma";

/**
 * Where somebody is signed in, the last used first. What signs in, the token, stays here.
 *
 * @param tx of the sign-in role
 * @param input.sessionId the session that asks
 */
export async function listSessions(tx: PrismaTx, input: { userId: string; sessionId: string }): Promise<Session[]> {
  const rows = await tx.session.findMany({
    where: { userId: input.userId, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    omit: { token: true },
  });
  return rows.map((row) => ({
    id: row.id,
    current: row.id === input.sessionId,
    ipAddress: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
