import type { PrismaTx } from "@callflex/db/prisma";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { RequestOrigin } from "../context.ts";
import { DomainError } from "../errors.ts";
import { auditAccount } from "./audit-account.ts";
import { enqueueAccountMail } from "./enqueue-account-mail.ts";

/** Time in which the deletion can be taken back. */
const WAIT_MS = 7 * 24 * 3_600_000;

/** Organizations that would be left without an owner; those that are to be deleted themselves don't count. */
function orphanedOrganizations(tx: PrismaTx, userId: string): Promise<{ name: string }[]> {
  return tx.$queryRaw`
    SELECT o.name
    FROM organization_members own JOIN organizations o ON o.id = own.organization_id
    WHERE own.user_id = ${userId}::uuid AND own.role = 'owner' AND o.delete_after IS NULL AND NOT EXISTS (
      SELECT 1 FROM organization_members other
      WHERE other.organization_id = own.organization_id AND other.role = 'owner' AND other.user_id <> own.user_id)
    ORDER BY o.name`;
}

/**
 * Sets the day on which somebody's account will be deleted, seven days from now, and tells them by mail. Asked again, the
 * day stays.
 *
 * @param tx of the sign-in role
 * @param input.link page where the deletion can be taken back
 * @returns the day
 * @throws {DomainError} `conflict` naming the organizations that would have no owner
 */
export async function requestAccountDeletion(
  tx: PrismaTx,
  input: { userId: string; encryptionKeys: EncryptionKeys; link: string; request: RequestOrigin },
): Promise<Date> {
  const { userId, encryptionKeys, link, request } = input;
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if (user.deleteAfter) return user.deleteAfter;
  const orphaned = await orphanedOrganizations(tx, userId);
  if (orphaned.length > 0) {
    const names = orphaned.map(({ name }) => `“${name}”`).join(", ");
    throw new DomainError(
      "conflict",
      `You are the only owner of ${names}. Make somebody else an owner first, or delete the organization.`,
    );
  }
  const deleteAfter = new Date(Date.now() + WAIT_MS);
  await tx.user.update({ where: { id: userId }, data: { deleteAfter } });
  await auditAccount(tx, userId, {
    action: "account.deletion_requested",
    after: { deleteAfter: deleteAfter.toISOString() },
    request,
  });
  await enqueueAccountMail(tx, encryptionKeys, {
    facts: { kind: "account_deletion", name: user.name, deleteAfter: deleteAfter.toISOString(), link },
    recipient: user.email,
    expiresAt: deleteAfter,
    organizationId: null,
    userId,
  });
  return deleteAfter;
}
