import type { TemplateDetail, TemplateSummary } from "@callflex/contracts/api/templates";
import type { AssistantFunction, TemplateVariable, Template } from "@callflex/contracts/template";
import type { AssistantVoice } from "@callflex/contracts/voice";
import type { Prisma, PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "../errors.ts";

/** A template as Prisma reads it. Its JSON was checked when it was seeded. */
export type TemplateRow = Prisma.TemplateGetPayload<object>;

/** A template as the gallery shows it. */
export function toTemplateSummary(row: TemplateRow): TemplateSummary {
  return {
    id: row.id,
    slug: row.slug,
    industrySlug: row.industrySlug,
    name: row.name,
    description: row.description,
    functions: row.functions as AssistantFunction[],
    voice: row.voice as AssistantVoice,
    sampleConversation: row.sampleConversation as Template["sampleConversation"],
    useCount: row.useCount,
  };
}

/** A template with its text and questions. */
export function toTemplateDetail(row: TemplateRow): TemplateDetail {
  return {
    ...toTemplateSummary(row),
    prompt: row.prompt,
    firstMessage: row.firstMessage,
    variables: row.variables as TemplateVariable[],
  };
}

/**
 * A template by its name in addresses.
 *
 * @throws {DomainError} `not_found`
 */
export async function readTemplate(tx: PrismaTx, slug: string): Promise<TemplateRow> {
  const row = await tx.template.findUnique({ where: { slug } });
  if (!row) throw new DomainError("not_found", "There is no such template.");
  return row;
}
