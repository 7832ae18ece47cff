import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumbers } from "../routing/number-row.ts";
import { requireVersion } from "../require-version.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { lockAssistant } from "./assistant-row.ts";
import { leaveNumbers, numbersUsing, type UsingNumber } from "./leave-numbers.ts";

/**
 * Deletes an assistant: it takes no call from now on, and goes from VAPI by workflow. Its calls and versions stay. Numbers
 * that it answers are left without it only where `unassign` says so.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`; `conflict` naming the numbers that it answers
 */
export async function deleteAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; unassign: boolean; versions: readonly number[] | null };
}): Promise<void> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  await lockNumbers(ctx);
  const row = await lockAssistant(ctx.tx, { organizationId, id: input.id });
  requireVersion(row, "this assistant", input.versions);
  const numbers = await numbersUsing(ctx, row.id);
  if (numbers.length > 0 && !input.unassign) throw new DomainError("conflict", whatIsLeft(row.name, numbers));
  await leaveNumbers(ctx, numbers, row.id);
  await ctx.tx.assistant.updateMany({ where: { organizationId, id: row.id }, data: { deletedAt: new Date() } });
  await recordAudit(ctx, {
    action: "assistant.deleted",
    entityType: "assistant",
    entityId: row.id,
    before: { name: row.name, status: row.status, numbers: numbers.map(({ e164 }) => e164) },
  });
  await enqueueIntentPrisma(ctx.tx, {
    type: "assistant.delete",
    organizationId,
    eventKey: `assistant/${row.id}/delete`,
    body: { assistantId: row.id },
  });
  await announceAssistant(ctx, row.id);
}

/** What becomes of the numbers that lead to an assistant, in words. */
function whatIsLeft(name: string, numbers: readonly UsingNumber[]): string {
  const listed = (isOwn: boolean) =>
    numbers
      .filter((number) => number.isOwn === isOwn)
      .map(({ e164 }) => e164)
      .join(", ");
  const [own, byRule] = [listed(true), listed(false)];
  const parts = [
    ...(own ? [`“${name}” answers ${own}: nobody answers there then, and callers go to the fallback number.`] : []),
    ...(byRule
      ? [`By a rule of theirs “${name}” takes calls of ${byRule}: their own assistant takes these then.`]
      : []),
  ];
  return `${parts.join(" ")} Change the numbers first, or confirm it.`;
}
