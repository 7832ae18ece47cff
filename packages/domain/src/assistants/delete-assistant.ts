import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { lockNumbers } from "../routing/number-row.ts";
import { requireVersion } from "../require-version.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { lockAssistant } from "./assistant-row.ts";
import { leaveNumbers, numbersUsing } from "./leave-numbers.ts";

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
  const e164s = numbers.map(({ e164 }) => e164);
  if (numbers.length > 0 && !input.unassign) {
    throw new DomainError(
      "conflict",
      `“${row.name}” answers ${e164s.join(", ")}. Give ${numbers.length === 1 ? "it" : "them"} another assistant first, or confirm ` +
        "that nobody answers there then: callers go to the fallback number.",
    );
  }
  await leaveNumbers(ctx, numbers, row.id);
  await ctx.tx.assistant.updateMany({ where: { organizationId, id: row.id }, data: { deletedAt: new Date() } });
  await recordAudit(ctx, {
    action: "assistant.deleted",
    entityType: "assistant",
    entityId: row.id,
    before: { name: row.name, status: row.status, numbers: e164s },
  });
  await enqueueIntentPrisma(ctx.tx, {
    type: "assistant.delete",
    organizationId,
    eventKey: `assistant/${row.id}/delete`,
    body: { assistantId: row.id },
  });
  await announceAssistant(ctx, row.id);
}
