import type { TemplatePreview, TemplatePreviewRequest } from "@callflex/contracts/api/templates";
import { renderParts, type RenderedPart } from "@callflex/contracts/render-prompt";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readTemplate } from "./template-row.ts";

function whole(parts: readonly RenderedPart[]): string {
  return parts.map(({ text }) => text).join("");
}

/**
 * A template's texts with answers in them. Answers may be missing; what the template doesn't ask changes nothing.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function previewTemplate({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { slug: string } & TemplatePreviewRequest;
}): Promise<TemplatePreview> {
  requirePermission(ctx.actor, "assistants.read");
  const template = await readTemplate(ctx.tx, input.slug);
  const prompt = renderParts(template.prompt, input.variableValues);
  const firstMessage = renderParts(template.firstMessage, input.variableValues);
  return { prompt: whole(prompt), firstMessage: whole(firstMessage), parts: { prompt, firstMessage } };
}
