import { z } from "zod";
import { variableValue } from "../assistant.ts";
import { id } from "../common.ts";
import { assistantFunction, sampleTurn, templateVariable } from "../template.ts";
import { assistantVoice } from "../voice.ts";

/** `GET /templates`: all, or those of one industry. */
export const templateListQuery = z.strictObject({ industrySlug: z.string().min(1).max(60).optional() });
export type TemplateListQuery = z.infer<typeof templateListQuery>;

/** A template as the gallery shows it. */
export const templateSummary = z.object({
  id,
  slug: z.string(),
  industrySlug: z.string(),
  name: z.string(),
  description: z.string(),
  /** What its assistant can do. */
  functions: z.array(assistantFunction),
  voice: assistantVoice,
  sampleConversation: z.array(sampleTurn),
  /** How many assistants were made from it. */
  useCount: z.number().int(),
});
export type TemplateSummary = z.infer<typeof templateSummary>;

export const templateList = z.object({ data: z.array(templateSummary), nextCursor: z.string().nullable() });
export type TemplateList = z.infer<typeof templateList>;

/** A template with its text and the questions that it asks. */
export const templateDetail = templateSummary.extend({
  prompt: z.string(),
  firstMessage: z.string(),
  variables: z.array(templateVariable),
});
export type TemplateDetail = z.infer<typeof templateDetail>;

/** `POST /templates/{slug}/preview`: answers may be missing, what isn't a question of the template is left out. */
export const templatePreviewRequest = z.strictObject({ variableValues: z.record(z.string().max(40), variableValue) });
export type TemplatePreviewRequest = z.infer<typeof templatePreviewRequest>;

export const promptPart = z.object({
  text: z.string(),
  /** The variable that was filled in here, or reads “not given”; null for what the template says itself. */
  filled: z.string().nullable(),
});

/** The texts as callers and model would get them, whole and in parts. */
export const templatePreview = z.object({
  prompt: z.string(),
  firstMessage: z.string(),
  parts: z.object({ prompt: z.array(promptPart), firstMessage: z.array(promptPart) }),
});
export type TemplatePreview = z.infer<typeof templatePreview>;
