import type { PrismaTx } from "@callflex/db/prisma";
import type { RequestOrigin } from "../context.ts";
import { DomainError } from "../errors.ts";
import { auditAccount } from "./audit-account.ts";

/**
 * Ends one of somebody's own sessions.
 *
 * @param tx of the sign-in role
 * @throws {DomainError} `not_found` also for a session of somebody else
 */
export async function endSession(
  tx: PrismaTx,
  input: { userId: string; sessionId: string; request: RequestOrigin },
): Promise<void> {
  const { userId, sessionId, request } = input;
  const { count } = await tx.session.deleteMany({ where: { id: sessionId, userId } });
  if (count === 0) throw new DomainError("not_found", "There is no such session. It may have ended already.");
  await auditAccount(tx, userId, { action: "session.ended", entityId: sessionId, request });
}

/**
 * Ends all of somebody's sessions but one.
 *
 * @param tx of the sign-in role
 * @param input.sessionId the session that stays
 */
export async function endOtherSessions(
  tx: PrismaTx,
  input: { userId: string; sessionId: string; request: RequestOrigin },
): Promise<void> {
  const { userId, sessionId, request } = input;
  const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
  if (count > 0) await auditAccount(tx, userId, { action: "session.others_ended", after: { count }, request });
}
