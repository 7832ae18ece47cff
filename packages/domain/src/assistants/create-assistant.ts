import type { AssistantCreateRequest, AssistantDetail } from "@callflex/contracts/api/assistants";
import type { AssistantContent } from "@callflex/contracts/assistant";
import { newId } from "@callflex/db/ids";
import { insertTests } from "../assistant-tests/insert-tests.ts";
import { suggestTests } from "../assistant-tests/suggest-tests.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readSettings } from "../settings/get-settings.ts";
import { readTemplate, toTemplateDetail } from "../templates/template-row.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { withoutStrayAnswers } from "./assistant-content.ts";
import { readAssistant, toAssistantDetail } from "./assistant-row.ts";
import { defaultVoice } from "./default-voice.ts";
import { destinationsOfAnswers } from "./destinations-of-answers.ts";
import { readExaminedFacts, requirePublishable } from "./examine-content.ts";
import { requestSync } from "./request-sync.ts";
import { requireRoom, requireRoomForDraft } from "./require-room.ts";
import { addVersion, contentColumns } from "./save-content.ts";

interface Draft {
  content: AssistantContent;
  templateId: string | null;
  /** Where the content stands in the request. */
  prefix: string;
}

async function fromTemplate(
  { tx, actor }: VerbContext,
  input: Extract<AssistantCreateRequest, { templateSlug: string }>,
): Promise<Draft> {
  const row = await readTemplate(tx, input.templateSlug);
  const template = toTemplateDetail(row);
  const { defaultVoice } = await readSettings(tx, actor.organizationId);
  const content: AssistantContent = {
    name: input.name ?? template.name.slice(0, 40),
    language: "en",
    firstMessage: template.firstMessage,
    personality: "",
    prompt: template.prompt,
    variables: template.variables,
    variableValues: input.variableValues,
    functions: template.functions,
    capabilities: {
      transferDestinations: destinationsOfAnswers(template, input.variableValues),
      messageFields: [],
      callbackHours: null,
    },
    voice: defaultVoice ?? template.voice,
  };
  return { content, templateId: row.id, prefix: "" };
}

async function fromContent(
  { tx, actor }: VerbContext,
  input: Extract<AssistantCreateRequest, { content: object }>,
): Promise<Draft> {
  const { voice, ...content } = input.content;
  const settings = await readSettings(tx, actor.organizationId);
  const chosen = voice ?? defaultVoice(content.language, settings.defaultVoice);
  return { content: { ...content, voice: chosen }, templateId: null, prefix: "/content" };
}

/**
 * Makes an assistant from a template, or from content of one's own. An active one is on its way to the telephone when this
 * returns; a draft may be incomplete.
 *
 * @throws {DomainError} `forbidden`; `not_found` for the template; `limit_reached`; `invalid` with what keeps it from going live
 */
export async function createAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: AssistantCreateRequest;
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  const draft = "templateSlug" in input ? await fromTemplate(ctx, input) : await fromContent(ctx, input);
  const content = withoutStrayAnswers(draft.content);
  const live = input.status === "active";
  if (live) await requireRoom(ctx);
  else await requireRoomForDraft(ctx);
  const facts = await readExaminedFacts(ctx.tx, { organizationId, assistantId: null });
  const checks = live ? requirePublishable(content, facts, draft.prefix) : null;

  const id = newId();
  await ctx.tx.assistant.createMany({
    data: { id, organizationId, templateId: draft.templateId, status: input.status, ...contentColumns(content) },
  });
  await addVersion(ctx, { id, version: 1, content, checks });
  await insertTests(ctx, id, suggestTests(content));
  await recordAudit(ctx, {
    action: "assistant.created",
    entityType: "assistant",
    entityId: id,
    after: {
      name: content.name,
      status: input.status,
      template: "templateSlug" in input ? input.templateSlug : null,
      ...(checks ? { warnings: checks.warnings.map(({ message }) => message) } : {}),
    },
  });
  await requestSync(ctx.tx, { organizationId, assistantId: id });
  await announceAssistant(ctx, id);
  return toAssistantDetail(await readAssistant(ctx.tx, { organizationId, id }));
}
