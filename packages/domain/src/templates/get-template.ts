import type { TemplateDetail } from "@callflex/contracts/api/templates";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readTemplate, toTemplateDetail } from "./template-row.ts";

/**
 * A template with its text and questions.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getTemplate({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { slug: string };
}): Promise<TemplateDetail> {
  requirePermission(ctx.actor, "assistants.read");
  return toTemplateDetail(await readTemplate(ctx.tx, input.slug));
}
