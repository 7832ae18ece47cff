import {
  assistantCheck,
  assistantCheckRequest,
  assistantCreateRequest,
  assistantDeleteQuery,
  assistantDetail,
  assistantDuplicateRequest,
  assistantList,
  assistantListQuery,
  assistantPatch,
  assistantStatusRequest,
  type AssistantDetail,
} from "@callflex/contracts/api/assistants";
import { id } from "@callflex/contracts/common";
import { checkAssistant } from "@callflex/domain/assistants/check-assistant";
import { createAssistant } from "@callflex/domain/assistants/create-assistant";
import { deleteAssistant } from "@callflex/domain/assistants/delete-assistant";
import { duplicateAssistant } from "@callflex/domain/assistants/duplicate-assistant";
import { getAssistant } from "@callflex/domain/assistants/get-assistant";
import { listAssistants } from "@callflex/domain/assistants/list-assistants";
import { setAssistantStatus } from "@callflex/domain/assistants/set-assistant-status";
import { syncAssistant } from "@callflex/domain/assistants/sync-assistant";
import { updateAssistant } from "@callflex/domain/assistants/update-assistant";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";
import { assistantVersionRoutes } from "./version-routes.ts";

const tag = "assistants";
const path = "/assistants/{id}";
const params = z.object({ id });
const ETAG = { ETag: "The version of its content" };

function tagged(body: AssistantDetail) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/** Reading, making and changing assistants. */
function ownRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/assistants",
      operationId: "listAssistants",
      tag,
      summary: "Assistants, newest first",
      permission: "assistants.read",
      query: assistantListQuery,
      success: { status: 200, description: "A page of assistants", schema: assistantList },
      handler: async ({ ctx, query }) => ({ body: await listAssistants({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "post",
      path: "/assistants",
      operationId: "createAssistant",
      tag,
      summary: "Make an assistant, from a template or from content of one's own",
      description:
        "An active one is brought to the telephone at once; `syncState` tells when it is there. A draft may be incomplete, and " +
        "takes no calls. Without a voice it gets the organization's default.",
      permission: "assistants.update",
      idempotent: true,
      body: assistantCreateRequest,
      success: { status: 201, description: "The assistant", schema: assistantDetail },
      problems: [409],
      handler: async ({ ctx, body }) => ({ body: await createAssistant({ ctx, input: body }) }),
    }),
    defineRoute({
      method: "get",
      path,
      operationId: "getAssistant",
      tag,
      summary: "An assistant with its content",
      permission: "assistants.read",
      params,
      success: { status: 200, description: "The assistant", schema: assistantDetail, headers: ETAG },
      handler: async ({ ctx, params: input }) => tagged(await getAssistant({ ctx, input })),
    }),
    defineRoute({
      method: "patch",
      path,
      operationId: "updateAssistant",
      tag,
      summary: "Change the content of an assistant",
      description:
        "What is given replaces that part as a whole, and makes a new version. What would keep an assistant that isn't a draft " +
        "from working is refused; `errors` names each fault.",
      permission: "assistants.update",
      versioned: true,
      params,
      body: assistantPatch,
      success: { status: 200, description: "The assistant as it is now", schema: assistantDetail, headers: ETAG },
      handler: async ({ ctx, params: input, body, versions }) =>
        tagged(await updateAssistant({ ctx, input: { ...input, ...body, versions } })),
    }),
    defineRoute({
      method: "delete",
      path,
      operationId: "deleteAssistant",
      tag,
      summary: "Delete an assistant",
      description:
        "Its calls and recordings stay. One that answers numbers is refused with 409, which names them, unless `unassign` is true: " +
        "the numbers then have no assistant.",
      permission: "assistants.update",
      versioned: true,
      params,
      query: assistantDeleteQuery,
      success: { status: 204, description: "It takes no more calls" },
      problems: [409],
      async handler({ ctx, params: input, query, versions }) {
        await deleteAssistant({ ctx, input: { ...input, unassign: query.unassign === "true", versions } });
        return { body: undefined };
      },
    }),
  ];
}

/** What can be done with an assistant. */
function actionRoutes(): Route[] {
  return [
    defineRoute({
      method: "post",
      path: `${path}/duplicate`,
      operationId: "duplicateAssistant",
      tag,
      summary: "Make a draft that is like the assistant",
      description: "With its knowledge and tests, without its numbers and history.",
      permission: "assistants.update",
      params,
      body: assistantDuplicateRequest,
      success: { status: 201, description: "The draft", schema: assistantDetail, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: input, body }) =>
        tagged(await duplicateAssistant({ ctx, input: { ...input, ...body } })),
    }),
    defineRoute({
      method: "post",
      path: `${path}/status`,
      operationId: "setAssistantStatus",
      tag,
      summary: "Let an assistant take calls, or pause it",
      permission: "assistants.update",
      params,
      body: assistantStatusRequest,
      success: { status: 200, description: "The assistant as it is now", schema: assistantDetail, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: input, body }) =>
        tagged(await setAssistantStatus({ ctx, input: { ...input, ...body } })),
    }),
    defineRoute({
      method: "post",
      path: `${path}/sync`,
      operationId: "syncAssistant",
      tag,
      summary: "Bring an assistant to the telephone once more",
      description: "Also over what was changed there. `syncState` tells when it is done.",
      permission: "assistants.update",
      params,
      success: { status: 202, description: "It is on its way", schema: assistantDetail, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: input }) => tagged(await syncAssistant({ ctx, input })),
    }),
    defineRoute({
      method: "post",
      path: `${path}/check`,
      operationId: "checkAssistant",
      tag,
      summary: "See what publishing would do",
      description:
        "Faults keep an assistant from going live, warnings don't. The difference is against what callers hear today. Nothing is saved.",
      permission: "assistants.read",
      params,
      body: assistantCheckRequest,
      success: { status: 200, description: "What was found", schema: assistantCheck },
      handler: async ({ ctx, params: input, body }) => ({
        body: await checkAssistant({ ctx, input: { ...input, ...body } }),
      }),
    }),
  ];
}

/** Routes of assistants. */
export function assistantRoutes(): Route[] {
  return [...ownRoutes(), ...actionRoutes(), ...assistantVersionRoutes()];
}
