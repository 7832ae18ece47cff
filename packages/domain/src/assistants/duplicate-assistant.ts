import type { AssistantDetail, AssistantDuplicateRequest } from "@callflex/contracts/api/assistants";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { contentOf, readAssistant, toAssistantDetail } from "./assistant-row.ts";
import { requireRoomForDraft } from "./require-room.ts";
import { addVersion, contentColumns } from "./save-content.ts";

const LONGEST_NAME = 40;

/** Copies what an assistant knows and how it is tested; a file that is still read stays with the first one. */
async function copyParts({ tx, actor }: VerbContext, from: string, to: string): Promise<void> {
  const { organizationId } = actor;
  const where = { organizationId, assistantId: from };
  const entries = await tx.knowledgeEntry.findMany({
    where: { ...where, content: { not: "" } },
    omit: { file: true, createdAt: true, updatedAt: true, version: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  await tx.knowledgeEntry.createMany({
    data: entries.map((entry) => ({ ...entry, id: newId(), assistantId: to, state: "ready", lastError: null })),
  });
  const tests = await tx.assistantTest.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  await tx.assistantTest.createMany({
    data: tests.map(({ name, callerLines, expectations }) => ({
      id: newId(),
      organizationId,
      assistantId: to,
      name,
      callerLines: callerLines as object,
      expectations: expectations as object,
    })),
  });
}

/**
 * Makes a draft that is like an assistant: content, knowledge and tests, without its numbers and history.
 *
 * @throws {DomainError} `forbidden`, `not_found`, `limit_reached`
 */
export async function duplicateAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string } & AssistantDuplicateRequest;
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  await requireRoomForDraft(ctx);
  const row = await readAssistant(ctx.tx, { organizationId, id: input.id });
  const name = input.name ?? `Copy of ${row.name}`.slice(0, LONGEST_NAME).trim();
  const content = { ...contentOf(row), name };

  const id = newId();
  await ctx.tx.assistant.createMany({
    data: { id, organizationId, templateId: row.template_id, status: "draft", ...contentColumns(content) },
  });
  await addVersion(ctx, { id, version: 1, content, checks: null });
  await copyParts(ctx, row.id, id);
  await recordAudit(ctx, {
    action: "assistant.duplicated",
    entityType: "assistant",
    entityId: id,
    after: { name, from: row.id },
  });
  await announceAssistant(ctx, id);
  return toAssistantDetail(await readAssistant(ctx.tx, { organizationId, id }));
}
