import type { AccountExport } from "@callflex/contracts/api/auth";
import type { AuditEntry } from "@callflex/contracts/api/audit-log";
import { withActor, type PrismaClient } from "@callflex/db/prisma";
import { listAccountAudit } from "./list-account-audit.ts";
import { listSessions } from "./list-sessions.ts";

async function wholeAuditLog(appDb: PrismaClient, userId: string): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await withActor(appDb, { userId }, (tx) => listAccountAudit(tx, { userId, query }));
    all.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}

/**
 * Everything that is kept of a person, without what signs in.
 *
 * @param db.appDb reads memberships and the audit log under the person's own eyes
 * @param db.authDb reads the account and its sessions
 */
export async function exportAccount(
  { appDb, authDb }: { appDb: PrismaClient; authDb: PrismaClient },
  input: { userId: string; sessionId: string },
): Promise<AccountExport> {
  const { userId } = input;
  const user = await authDb.user.findUniqueOrThrow({ where: { id: userId }, omit: { image: true, updatedAt: true } });
  const accounts = await authDb.account.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { providerId: true, createdAt: true },
  });
  const memberships = await withActor(appDb, { userId }, (tx) =>
    tx.organizationMember.findMany({
      where: { userId },
      orderBy: { id: "asc" },
      include: { organization: { select: { name: true } } },
    }),
  );
  return {
    exportedAt: new Date().toISOString(),
    user: {
      ...user,
      deleteAfter: user.deleteAfter?.toISOString() ?? null,
      createdAt: user.createdAt.toISOString(),
    },
    accounts: accounts.map(({ providerId, createdAt }) => ({ providerId, createdAt: createdAt.toISOString() })),
    sessions: await listSessions(authDb, input),
    memberships: memberships.map(({ organizationId, organization, role, createdAt }) => ({
      organizationId,
      organizationName: organization.name,
      role: role as AccountExport["memberships"][number]["role"],
      createdAt: createdAt.toISOString(),
    })),
    auditLog: await wholeAuditLog(appDb, userId),
  };
}
