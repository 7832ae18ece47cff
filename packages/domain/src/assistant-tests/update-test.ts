import type { AssistantTest, AssistantTestPatch } from "@callflex/contracts/api/assistant-tests";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { requireOwnNumbers } from "./require-own-numbers.ts";
import { readTest, scriptOf, toAssistantTest, type TestRef } from "./test-row.ts";

/**
 * Changes a test. Runs that are over keep what they found.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`; `precondition_failed` when somebody else changed it since; `invalid` when it names somebody else's number
 */
export async function updateTest({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: TestRef & { patch: AssistantTestPatch; versions: readonly number[] | null };
}): Promise<AssistantTest> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  const { assistantId, patch } = input;
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  const row = await readTest(ctx, input);
  requireVersion(row, "this test", input.versions);
  await requireOwnNumbers(ctx, patch.expectations ?? []);
  const changes = changedFields({ name: row.name, ...scriptOf(row) }, patch);
  if (!changes) return toAssistantTest(row);
  await ctx.tx.assistantTest.updateMany({
    where: { organizationId, id: row.id },
    data: { ...changes.after, version: { increment: 1 } },
  });
  await recordAudit(ctx, {
    action: "assistant_test.updated",
    entityType: "assistant_test",
    entityId: row.id,
    ...changes,
  });
  await emitLiveEventPrisma(ctx.tx, { organizationId, type: "assistant_changed", assistantId });
  return toAssistantTest(await readTest(ctx, input));
}
