import {
  knowledgeCreateRequest,
  knowledgeEntry,
  knowledgeList,
  knowledgeListQuery,
  knowledgePatch,
  type KnowledgeEntry,
} from "@callflex/contracts/api/knowledge";
import { id } from "@callflex/contracts/common";
import { addKnowledge } from "@callflex/domain/knowledge/add-knowledge";
import { deleteKnowledge } from "@callflex/domain/knowledge/delete-knowledge";
import { listKnowledge } from "@callflex/domain/knowledge/list-knowledge";
import { readAgain } from "@callflex/domain/knowledge/read-again";
import { updateKnowledge } from "@callflex/domain/knowledge/update-knowledge";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { createLimiter, takeOne } from "../http/rate-limits.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "assistants";
const ofAssistant = z.object({ id });
const ofEntry = z.object({ id, entryId: id });
const ETAG = { ETag: "The entry's version" };

/** A file of 5 MB in base64, with its name around it. */
const UPLOAD_BYTES = 7 * 1024 * 1024;

function tagged(body: KnowledgeEntry) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/** Routes of what an assistant knows. */
export function knowledgeRoutes(): Route[] {
  // Each one is fetched or parsed; both take time of ours, and fetching of others.
  const readingLimit = createLimiter({ name: "knowledge", points: 60, seconds: 3600 });

  return [
    defineRoute({
      method: "get",
      path: "/assistants/{id}/knowledge",
      operationId: "listKnowledge",
      tag,
      summary: "What an assistant answers from, oldest first",
      permission: "assistants.read",
      params: ofAssistant,
      query: knowledgeListQuery,
      success: {
        status: 200,
        description: "A page of entries, and how much room all of them take",
        schema: knowledgeList,
      },
      handler: async ({ ctx, params, query }) => ({
        body: await listKnowledge({ ctx, input: { assistantId: params.id, ...query } }),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/assistants/{id}/knowledge",
      operationId: "addKnowledge",
      tag,
      summary: "Add words, a page or a file",
      description:
        "Words count at once. A page that everybody can open, or a file (PDF, Markdown, plain text; up to 5 MB, in base64), is read " +
        "in the background: its state goes from `reading` to `ready` or `failed`. The file itself isn't kept. An entry holds 12,000 " +
        "characters, all of an assistant's 30,000.",
      permission: "assistants.update",
      idempotent: true,
      params: ofAssistant,
      body: knowledgeCreateRequest,
      bodyLimit: UPLOAD_BYTES,
      success: { status: 201, description: "The entry", schema: knowledgeEntry },
      problems: [409],
      async handler({ ctx, params, body }) {
        if (body.kind !== "text") await takeOne(readingLimit, ctx.actor.organizationId);
        return { body: await addKnowledge({ ctx, input: { assistantId: params.id, entry: body } }) };
      },
    }),
    defineRoute({
      method: "patch",
      path: "/assistants/{id}/knowledge/{entryId}",
      operationId: "updateKnowledge",
      tag,
      summary: "Change an entry's title or words",
      permission: "assistants.update",
      versioned: true,
      params: ofEntry,
      body: knowledgePatch,
      success: { status: 200, description: "The entry as it is now", schema: knowledgeEntry, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params, body, versions }) =>
        tagged(
          await updateKnowledge({
            ctx,
            input: { assistantId: params.id, entryId: params.entryId, patch: body, versions },
          }),
        ),
    }),
    defineRoute({
      method: "delete",
      path: "/assistants/{id}/knowledge/{entryId}",
      operationId: "deleteKnowledge",
      tag,
      summary: "Delete an entry",
      permission: "assistants.update",
      params: ofEntry,
      success: { status: 204, description: "The assistant doesn't know it any more" },
      async handler({ ctx, params }) {
        await deleteKnowledge({ ctx, input: { assistantId: params.id, entryId: params.entryId } });
        return { body: undefined };
      },
    }),
    defineRoute({
      method: "post",
      path: "/assistants/{id}/knowledge/{entryId}/read",
      operationId: "readKnowledgeAgain",
      tag,
      summary: "Read a page, or a file that could not be read, again",
      permission: "assistants.update",
      params: ofEntry,
      success: { status: 202, description: "The entry, in the state `reading`", schema: knowledgeEntry, headers: ETAG },
      problems: [409],
      async handler({ ctx, params }) {
        await takeOne(readingLimit, ctx.actor.organizationId);
        return tagged(await readAgain({ ctx, input: { assistantId: params.id, entryId: params.entryId } }));
      },
    }),
  ];
}
