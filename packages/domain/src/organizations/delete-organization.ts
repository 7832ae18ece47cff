import type { OrganizationDeleteRequest } from "@callflex/contracts/api/organizations";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { enqueueAccountMail } from "../accounts/enqueue-account-mail.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePerson } from "../members/lock-and-read.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockOrganization, type OrganizationRow } from "./organization-row.ts";

/** Time in which an owner can take the deletion back. */
const DAYS_TO_THINK_AGAIN = 7;

/** Numbers cost money at the carrier until they are released, and callers would ring into nothing. */
async function requireNoNumbers({ tx, actor }: VerbContext): Promise<void> {
  const numbers = await tx.$queryRaw<{ e164: string }[]>`
    SELECT e164 FROM phone_numbers
    WHERE organization_id = ${actor.organizationId}::uuid AND state IN ('provisioning', 'active')
    ORDER BY e164 LIMIT 20`;
  if (numbers.length === 0) return;
  const names = numbers.map((number) => number.e164).join(", ");
  throw new DomainError("conflict", `The organization still has phone numbers: ${names}. Release them first.`);
}

async function tellOwners(
  ctx: VerbContext,
  mail: { keys: EncryptionKeys; publicWebUrl: string; row: OrganizationRow; deleteAfter: Date; requestedBy: string },
): Promise<void> {
  const { row, deleteAfter } = mail;
  const owners = await ctx.tx.$queryRaw<{ id: string; email: string }[]>`
    SELECT u.id, u.email::text FROM organization_members m JOIN users u ON u.id = m.user_id
    WHERE m.organization_id = ${row.id}::uuid AND m.role = 'owner' ORDER BY u.id`;
  for (const owner of owners) {
    await enqueueAccountMail(ctx.tx, mail.keys, {
      facts: {
        kind: "organization_deletion",
        organizationName: row.name,
        requestedBy: mail.requestedBy,
        deleteAfter: deleteAfter.toISOString(),
        link: new URL("/settings/organization", mail.publicWebUrl).href,
      },
      recipient: owner.email,
      expiresAt: deleteAfter,
      organizationId: row.id,
      userId: owner.id,
    });
  }
}

/**
 * Asks for the organization to be deleted in a week and tells its owners by mail. Until then everything works, and an
 * owner can take it back. Asked again, it stays with the first time.
 *
 * @param input.keys close what the mail says
 * @throws {DomainError} `forbidden`; `invalid` when another name was typed; `conflict` while it has phone numbers
 */
export async function deleteOrganization({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { confirmation: OrganizationDeleteRequest; keys: EncryptionKeys; publicWebUrl: string };
}): Promise<{ deleteAfter: string }> {
  requirePermission(ctx.actor, "organization.delete");
  const { userId } = requirePerson(ctx.actor);
  const row = await lockOrganization(ctx.tx, ctx.actor.organizationId);
  if (input.confirmation.confirmName.trim() !== row.name) {
    throw new DomainError("invalid", `That isn't the organization's name. Type it exactly: ${row.name}`);
  }
  if (row.delete_after) return { deleteAfter: row.delete_after.toISOString() };
  await requireNoNumbers(ctx);

  const [due] = await ctx.tx.$queryRaw<{ delete_after: Date }[]>`
    UPDATE organizations SET delete_after = now() + make_interval(days => ${DAYS_TO_THINK_AGAIN}::integer), version = version + 1
    WHERE id = ${row.id}::uuid RETURNING delete_after`;
  const deleteAfter = due!.delete_after;
  const user = await ctx.tx.user.findUnique({ where: { id: userId }, select: { name: true } });
  await tellOwners(ctx, { ...input, row, deleteAfter, requestedBy: user?.name ?? "an owner" });
  await recordAudit(ctx, {
    action: "organization.deletion_requested",
    entityType: "organization",
    entityId: row.id,
    after: { deleteAfter: deleteAfter.toISOString(), export: input.confirmation.export },
  });
  return { deleteAfter: deleteAfter.toISOString() };
}
