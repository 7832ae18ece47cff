import type { InboxItem, InboxPatch } from "@callflex/contracts/api/inbox";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { toInboxItem, type InboxRow } from "./inbox-row.ts";

function changes(row: InboxRow, patch: InboxPatch, userId: string | null, now: Date) {
  return {
    ...(patch.read === undefined ? {} : { readAt: patch.read ? (row.readAt ?? now) : null }),
    ...(patch.done === undefined
      ? {}
      : patch.done
        ? { doneAt: row.doneAt ?? now, doneBy: row.doneBy ?? userId }
        : { doneAt: null, doneBy: null }),
    ...(patch.note === undefined ? {} : { note: patch.note }),
  };
}

/** The part of an item that people change, as the audit log keeps it; a note's words stay in the item alone. */
function audited(row: InboxRow) {
  return { read: row.readAt !== null, done: row.doneAt !== null, noted: row.note !== null, version: row.version };
}

/**
 * Changes an inbox item: read, done, note. Doing what is done already keeps the first time and person.
 *
 * @param input.versions versions that the caller has seen; the item must still be at one of them. Null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`; `precondition_failed` when somebody else changed it since
 */
export async function updateInboxItem({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; patch: InboxPatch; versions: readonly number[] | null };
}): Promise<InboxItem> {
  requirePermission(ctx.actor, "inbox.update");
  const { organizationId, userId } = ctx.actor;
  const where = { organizationId_id: { organizationId, id: input.id } };
  // Locked, so that of two changes at once the second sees the first.
  await ctx.tx
    .$queryRaw`SELECT 1 FROM inbox_items WHERE organization_id = ${organizationId}::uuid AND id = ${input.id}::uuid FOR UPDATE`;
  const row = await ctx.tx.inboxItem.findUnique({ where });
  if (!row) throw new DomainError("not_found", "There is no such inbox item.");
  requireVersion(row, "this item", input.versions);

  const changed = await ctx.tx.inboxItem.update({
    where,
    data: { ...changes(row, input.patch, userId ?? null, new Date()), version: { increment: 1 } },
  });
  await recordAudit(ctx, {
    action: "inbox_item.updated",
    entityType: "inbox_item",
    entityId: row.id,
    before: audited(row),
    after: audited(changed),
  });
  await emitLiveEventPrisma(ctx.tx, { organizationId, type: "inbox_changed", callId: row.callId });
  return toInboxItem(changed);
}
