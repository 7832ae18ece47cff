import type { TemplateList, TemplateListQuery } from "@callflex/contracts/api/templates";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toTemplateSummary } from "./template-row.ts";

/**
 * The gallery: all templates, or those of one industry, in the order of the industries.
 *
 * @throws {DomainError} `forbidden`
 */
export async function listTemplates({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: TemplateListQuery;
}): Promise<TemplateList> {
  requirePermission(ctx.actor, "assistants.read");
  const rows = await ctx.tx.template.findMany({
    where: input.industrySlug === undefined ? {} : { industrySlug: input.industrySlug },
    orderBy: [{ industry: { position: "asc" } }, { useCount: "desc" }, { slug: "asc" }],
  });
  return { data: rows.map(toTemplateSummary), nextCursor: null };
}
