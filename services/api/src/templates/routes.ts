import {
  templateDetail,
  templateList,
  templateListQuery,
  templatePreview,
  templatePreviewRequest,
} from "@callflex/contracts/api/templates";
import { getTemplate } from "@callflex/domain/templates/get-template";
import { listTemplates } from "@callflex/domain/templates/list-templates";
import { previewTemplate } from "@callflex/domain/templates/preview-template";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "templates";
const params = z.object({ slug: z.string().min(1).max(60) });

/** Routes of industry templates. */
export function templateRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/templates",
      operationId: "listTemplates",
      tag,
      summary: "The gallery of templates, with what their assistants can do and a sample conversation",
      permission: "assistants.read",
      query: templateListQuery,
      success: { status: 200, description: "All of them, or those of one industry", schema: templateList },
      handler: async ({ ctx, query }) => ({ body: await listTemplates({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "get",
      path: "/templates/{slug}",
      operationId: "getTemplate",
      tag,
      summary: "A template with its texts and the questions that it asks",
      permission: "assistants.read",
      params,
      success: { status: 200, description: "The template", schema: templateDetail },
      handler: async ({ ctx, params: { slug } }) => ({ body: await getTemplate({ ctx, input: { slug } }) }),
    }),
    defineRoute({
      method: "post",
      path: "/templates/{slug}/preview",
      operationId: "previewTemplate",
      tag,
      summary: "The texts of a template with answers in them",
      description: "What was filled in is told apart. Answers may be missing; they read “not given”.",
      permission: "assistants.read",
      params,
      body: templatePreviewRequest,
      success: { status: 200, description: "The texts, whole and in parts", schema: templatePreview },
      handler: async ({ ctx, params: { slug }, body }) => ({
        body: await previewTemplate({ ctx, input: { slug, ...body } }),
      }),
    }),
  ];
}
