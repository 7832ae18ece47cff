import { recordAudit } from "../audit/record-audit.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readTest, type TestRef } from "./test-row.ts";

/**
 * Takes a test from an assistant. Runs that are over keep what they found.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function deleteTest({ ctx, input }: { ctx: VerbContext; input: TestRef }): Promise<void> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  const { assistantId } = input;
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  const { id, name } = await readTest(ctx, input);
  await ctx.tx.assistantTest.deleteMany({ where: { organizationId, id } });
  await recordAudit(ctx, {
    action: "assistant_test.deleted",
    entityType: "assistant_test",
    entityId: id,
    before: { assistantId, name },
  });
  await emitLiveEventPrisma(ctx.tx, { organizationId, type: "assistant_changed", assistantId });
}
