import { inboxItem, inboxList, inboxListQuery, inboxPatch } from "@callflex/contracts/api/inbox";
import { id } from "@callflex/contracts/common";
import { listInbox } from "@callflex/domain/inbox/list-inbox";
import { updateInboxItem } from "@callflex/domain/inbox/update-inbox-item";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "inbox";

/** Routes of the inbox. */
export function inboxRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/inbox",
      operationId: "listInbox",
      tag,
      summary: "Messages, callbacks and callouts, newest first",
      permission: "inbox.read",
      query: inboxListQuery,
      success: { status: 200, description: "A page of the inbox", schema: inboxList },
      handler: async ({ ctx, query }) => ({ body: await listInbox({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "patch",
      path: "/inbox/{id}",
      operationId: "updateInboxItem",
      tag,
      summary: "Mark as read or done, or note something",
      permission: "inbox.update",
      versioned: true,
      params: z.object({ id }),
      body: inboxPatch,
      success: {
        status: 200,
        description: "The item as it is now",
        schema: inboxItem,
        headers: { ETag: "The item's new version" },
      },
      problems: [404],
      async handler({ ctx, params, body, versions }) {
        const item = await updateInboxItem({ ctx, input: { id: params.id, patch: body, versions } });
        return { body: item, headers: { ETag: entityTag(item.version) } };
      },
    }),
  ];
}
