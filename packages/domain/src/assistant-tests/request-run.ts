import type { TestRun } from "@callflex/contracts/api/assistant-tests";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import { lockAssistant } from "../assistants/assistant-row.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emitLiveEventPrisma } from "../live/emit-live-event-prisma.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readRun, toRun } from "./run-row.ts";
import { requireAssistant } from "./test-row.ts";

/** A run that is older is taken for lost, so that another one can begin. */
const LONGEST_RUN_MINUTES = 30;

/**
 * Asks for all tests of an assistant to be run, on its content as it is saved now; drafts can be tested too.
 *
 * @param input.simulated whether a stand-in answers in place of the language model
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` when there is nothing to run, or a run is under way
 */
export async function requestRun({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; simulated: boolean };
}): Promise<TestRun> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId, userId = null } = ctx.actor;
  const { assistantId, simulated } = input;
  await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: assistantId });
  const { version } = await requireAssistant(ctx, assistantId);
  if ((await ctx.tx.assistantTest.count({ where: { organizationId, assistantId } })) === 0) {
    throw new DomainError("conflict", "The assistant has no tests yet. Add one first.");
  }
  const since = new Date(Date.now() - LONGEST_RUN_MINUTES * 60_000);
  const running = await ctx.tx.assistantTestRun.count({
    where: { organizationId, assistantId, state: "running", createdAt: { gt: since } },
  });
  if (running > 0) throw new DomainError("conflict", "The tests are running already. Wait for what they find.");

  const runId = newId();
  await ctx.tx.assistantTestRun.createMany({
    data: { id: runId, organizationId, assistantId, assistantVersion: version, simulated, requestedBy: userId },
  });
  await enqueueIntentPrisma(ctx.tx, {
    type: "assistant_test.run",
    organizationId,
    eventKey: `assistant_test.run/${runId}`,
    body: { runId },
  });
  await recordAudit(ctx, {
    action: "assistant_test.run_requested",
    entityType: "assistant",
    entityId: assistantId,
    after: { version },
  });
  await emitLiveEventPrisma(ctx.tx, { organizationId, type: "assistant_changed", assistantId });
  return toRun(await readRun(ctx, { assistantId, runId }));
}
