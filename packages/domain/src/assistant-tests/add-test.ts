import { TESTS_PER_ASSISTANT, type AssistantTest } from "@callflex/contracts/api/assistant-tests";
import type { AssistantTestContent } from "@callflex/contracts/assistant-test";
import { recordAudit } from "../audit/record-audit.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { insertTests } from "./insert-tests.ts";
import { requireOwnNumbers } from "./require-own-numbers.ts";
import { readTest, toAssistantTest } from "./test-row.ts";

/**
 * Adds a test to an assistant.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `limit_reached` when the assistant has enough of them; `invalid` when it names
 *   somebody else's number
 */
export async function addTest({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; test: AssistantTestContent };
}): Promise<AssistantTest> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  const { assistantId, test } = input;
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  await requireOwnNumbers(ctx, test.expectations);
  const count = await ctx.tx.assistantTest.count({ where: { organizationId, assistantId } });
  if (count >= TESTS_PER_ASSISTANT) {
    throw new DomainError("limit_reached", `The assistant has ${count} tests. Delete one that isn't needed.`);
  }
  const [testId = ""] = await insertTests(ctx, assistantId, [test]);
  await recordAudit(ctx, {
    action: "assistant_test.added",
    entityType: "assistant_test",
    entityId: testId,
    after: { assistantId, name: test.name },
  });
  await emitLiveEventPrisma(ctx.tx, { organizationId, type: "assistant_changed", assistantId });
  return toAssistantTest(await readTest(ctx, { assistantId, testId }));
}
