import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import type { AssistantContent, AssistantContentPatch } from "@callflex/contracts/assistant";
import { changedFields } from "../audit/changed-fields.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { acceptDrift } from "./accept-drift.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { withoutStrayAnswers } from "./assistant-content.ts";
import { contentOf, lockAssistant, readAssistant, toAssistantDetail, type AssistantRow } from "./assistant-row.ts";
import { readExaminedFacts, requirePublishable } from "./examine-content.ts";
import { requestSync } from "./request-sync.ts";
import { addVersion, contentColumns } from "./save-content.ts";

/** The content with changes in it. */
export function patchContent(content: AssistantContent, patch: AssistantContentPatch): AssistantContent {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return withoutStrayAnswers({ ...content, ...given });
}

/**
 * Saves new content of an assistant that is locked: a version, the audit log and, unless it is a draft, the way to the
 * telephone. Content that is equal changes nothing.
 *
 * @throws {DomainError} `invalid` with what keeps an assistant that isn't a draft from staying live
 */
export async function saveAssistant(
  ctx: VerbContext,
  row: AssistantRow,
  input: { content: AssistantContent; restoredFrom?: number },
): Promise<AssistantDetail> {
  const { organizationId } = ctx.actor;
  const { id } = row;
  const changed = changedFields(contentOf(row), input.content);
  if (!changed) return toAssistantDetail(row);
  const live = row.status !== "draft";
  const facts = await readExaminedFacts(ctx.tx, { organizationId, assistantId: id });
  const checks = live ? requirePublishable(input.content, facts, "/content") : null;

  const version = row.version + 1;
  await ctx.tx.assistant.updateMany({
    where: { organizationId, id },
    data: { ...contentColumns(input.content), version },
  });
  await addVersion(ctx, { id, version, checks, ...input });
  await recordAudit(ctx, {
    action: input.restoredFrom === undefined ? "assistant.updated" : "assistant.restored",
    entityType: "assistant",
    entityId: id,
    before: { version: row.version },
    // The words themselves are in the versions.
    after: {
      version,
      changed: Object.keys(changed.after),
      ...(input.restoredFrom === undefined ? {} : { restoredFrom: input.restoredFrom }),
      ...(checks ? { warnings: checks.warnings.map(({ message }) => message) } : {}),
    },
  });
  await acceptDrift(ctx.tx, { organizationId, assistantId: id });
  await requestSync(ctx.tx, { organizationId, assistantId: id });
  await announceAssistant(ctx, id);
  return toAssistantDetail(await readAssistant(ctx.tx, { organizationId, id }));
}

/**
 * Changes the content of an assistant; each change is a version.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`; `invalid` with what keeps it from staying live
 */
export async function updateAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; content: AssistantContentPatch; versions: readonly number[] | null };
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const row = await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.id });
  requireVersion(row, "this assistant", input.versions);
  return saveAssistant(ctx, row, { content: patchContent(contentOf(row), input.content) });
}
