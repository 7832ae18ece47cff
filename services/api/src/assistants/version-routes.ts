import {
  assistantDetail,
  assistantVersion,
  assistantVersionList,
  assistantVersionListQuery,
} from "@callflex/contracts/api/assistants";
import { id } from "@callflex/contracts/common";
import { getVersion } from "@callflex/domain/assistants/get-version";
import { listVersions } from "@callflex/domain/assistants/list-versions";
import { restoreVersion } from "@callflex/domain/assistants/restore-version";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "assistants";
const path = "/assistants/{id}/versions";
const params = z.object({ id, version: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Routes of the history of an assistant. */
export function assistantVersionRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path,
      operationId: "listAssistantVersions",
      tag,
      summary: "The history of an assistant, newest first",
      permission: "assistants.read",
      params: z.object({ id }),
      query: assistantVersionListQuery,
      success: { status: 200, description: "A page of versions", schema: assistantVersionList },
      handler: async ({ ctx, params: given, query }) => ({
        body: await listVersions({ ctx, input: { ...given, ...query } }),
      }),
    }),
    defineRoute({
      method: "get",
      path: `${path}/{version}`,
      operationId: "getAssistantVersion",
      tag,
      summary: "A saved state of an assistant with its content",
      permission: "assistants.read",
      params,
      success: { status: 200, description: "The version", schema: assistantVersion },
      handler: async ({ ctx, params: input }) => ({ body: await getVersion({ ctx, input }) }),
    }),
    defineRoute({
      method: "post",
      path: `${path}/{version}/restore`,
      operationId: "restoreAssistantVersion",
      tag,
      summary: "Bring a saved state back",
      description: "It becomes the newest version; what was there stays in the history.",
      permission: "assistants.update",
      versioned: true,
      params,
      success: {
        status: 200,
        description: "The assistant as it is now",
        schema: assistantDetail,
        headers: { ETag: "The version of its content" },
      },
      problems: [422],
      async handler({ ctx, params: input, versions }) {
        const assistant = await restoreVersion({ ctx, input: { ...input, versions } });
        return { body: assistant, headers: { ETag: entityTag(assistant.version) } };
      },
    }),
  ];
}
