import type { AssistantCheck, AssistantCheckRequest } from "@callflex/contracts/api/assistants";
import { lineDiff } from "@callflex/contracts/line-diff";
import { changedFields } from "../audit/changed-fields.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { contentOf, latestTestRunOf, readAssistant } from "./assistant-row.ts";
import { examineContent, readExaminedFacts } from "./examine-content.ts";
import { outlineOf } from "./outline.ts";
import { testWarning } from "./test-warning.ts";
import { patchContent } from "./update-assistant.ts";
import { vapiAssistantConfig, type VapiAssistantConfig } from "./vapi-config.ts";

/**
 * What publishing would do: faults and warnings, and how what callers hear and the model reads differs from what is live.
 * Nothing is saved.
 *
 * @param input.content changes to look at; without any, the assistant as it is saved
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function checkAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string } & AssistantCheckRequest;
}): Promise<AssistantCheck> {
  requirePermission(ctx.actor, "assistants.read");
  const { organizationId } = ctx.actor;
  const row = await readAssistant(ctx.tx, { organizationId, id: input.id });
  const saved = contentOf(row);
  const content = patchContent(saved, input.content ?? {});
  const facts = await readExaminedFacts(ctx.tx, { organizationId, assistantId: row.id });
  const { faults, warnings } = examineContent(content, facts);
  const proposed = vapiAssistantConfig({ id: row.id, organizationId, content, ...facts });
  const live = row.pushed_config as VapiAssistantConfig | null;
  const latestTestRun = latestTestRunOf(row);
  const tests = { organizationId, assistantId: row.id };
  const sinceRun = latestTestRun && { ...tests, updatedAt: { gt: latestTestRun.createdAt } };
  const ofTests = testWarning({
    latestRun: latestTestRun,
    hasTests: (await ctx.tx.assistantTest.count({ where: tests })) > 0,
    testsChanged: sinceRun !== null && (await ctx.tx.assistantTest.count({ where: sinceRun })) > 0,
    version: row.version,
    unsaved: changedFields(saved, input.content ?? {}) !== null,
  });
  return {
    faults,
    warnings: ofTests === null ? warnings : [...warnings, { pointer: "", message: ofTests }],
    diff: lineDiff(live ? outlineOf(live) : "", outlineOf(proposed)),
    againstVersion: live ? row.synced_version : null,
    latestTestRun,
  };
}
