import {
  organization,
  organizationCreateRequest,
  organizationDeleteRequest,
  organizationDeletion,
  organizationList,
  organizationPatch,
  type Organization,
} from "@callflex/contracts/api/organizations";
import { id } from "@callflex/contracts/common";
import { withActor, type PrismaClient } from "@callflex/db/prisma";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { createOrganization } from "@callflex/domain/organizations/create-organization";
import { deleteOrganization } from "@callflex/domain/organizations/delete-organization";
import { beginExport } from "@callflex/domain/organizations/export-organization";
import { getOrganization } from "@callflex/domain/organizations/get-organization";
import { keepOrganization } from "@callflex/domain/organizations/keep-organization";
import { listOrganizations } from "@callflex/domain/organizations/list-organizations";
import { updateOrganization } from "@callflex/domain/organizations/update-organization";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { createLimiter, takeOne } from "../http/rate-limits.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { defineRoute, defineStreamRoute, defineUserRoute, type Route } from "../http/route.ts";
import { streamExport } from "./stream-export.ts";

const tag = "organizations";
const params = z.object({ organizationId: id });
const ETAG = { ETag: "The organization's version" };

function tagged(body: Organization) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/** What {@link organizationRoutes} work with. */
export interface OrganizationDeps {
  appDb: PrismaClient;
  authDb: PrismaClient;
  encryptionKeys: EncryptionKeys;
  publicWebUrl: string;
}

/** Routes of organizations. */
export function organizationRoutes({ appDb, authDb, encryptionKeys, publicWebUrl }: OrganizationDeps): Route[] {
  // An export reads everything there is.
  const exportLimit = createLimiter({ name: "export", points: 10, seconds: 3600 });

  return [
    defineUserRoute({
      method: "get",
      path: "/organizations",
      operationId: "listOrganizations",
      tag,
      summary: "The organizations that the signed-in user belongs to",
      success: { status: 200, description: "All of them", schema: organizationList },
      async handler({ caller: { userId } }) {
        const data = await withActor(appDb, { userId }, (tx) => listOrganizations(tx, { userId }));
        return { body: { data, nextCursor: null } };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/organizations",
      operationId: "createOrganization",
      tag,
      summary: "Make an organization",
      description:
        "The signed-in user becomes its owner. The session goes on in the organization that it was in; choose the new one with " +
        "`POST /auth/active-organization`.",
      body: organizationCreateRequest,
      success: { status: 201, description: "The organization, on the trial plan", schema: organization, headers: ETAG },
      problems: [409],
      async handler({ body, caller, req }) {
        const input = { userId: caller.userId, organization: body, request: requestOrigin(req) };
        return tagged(await authDb.$transaction((tx) => createOrganization(tx, input)));
      },
    }),
    defineRoute({
      method: "get",
      path: "/organizations/{organizationId}",
      operationId: "getOrganization",
      tag,
      summary: "An organization",
      permission: "organization.read",
      params,
      success: { status: 200, description: "The organization", schema: organization, headers: ETAG },
      handler: async ({ ctx }) => tagged(await getOrganization({ ctx })),
    }),
    defineRoute({
      method: "patch",
      path: "/organizations/{organizationId}",
      operationId: "updateOrganization",
      tag,
      summary: "Change name, industry, time zone or language",
      permission: "organization.update",
      versioned: true,
      params,
      body: organizationPatch,
      success: { status: 200, description: "The organization as it is now", schema: organization, headers: ETAG },
      handler: async ({ ctx, body, versions }) =>
        tagged(await updateOrganization({ ctx, input: { patch: body, versions } })),
    }),
    defineRoute({
      method: "delete",
      path: "/organizations/{organizationId}",
      operationId: "deleteOrganization",
      tag,
      summary: "Ask for the organization to be deleted",
      description:
        "It is deleted with all it has after 7 days; until then everything works and an owner can take it back. All owners are " +
        "told by mail. Phone numbers must be released first.",
      permission: "organization.delete",
      params,
      body: organizationDeleteRequest,
      success: { status: 202, description: "When it will be deleted", schema: organizationDeletion },
      problems: [409],
      handler: async ({ ctx, body }) => ({
        body: await deleteOrganization({ ctx, input: { confirmation: body, keys: encryptionKeys, publicWebUrl } }),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/organizations/{organizationId}/keep",
      operationId: "keepOrganization",
      tag,
      summary: "Take the deletion back",
      permission: "organization.delete",
      params,
      success: { status: 200, description: "The organization stays", schema: organization, headers: ETAG },
      problems: [409],
      handler: async ({ ctx }) => tagged(await keepOrganization({ ctx })),
    }),
    defineStreamRoute({
      method: "get",
      path: "/organizations/{organizationId}/export",
      operationId: "exportOrganization",
      tag,
      summary: "Everything that the organization has here",
      description:
        "One JSON record a line, `type` and `data`. The last line has the type `end` and the number of records: without it the " +
        "file is not whole. Secrets are not in it.",
      permission: "organization.export",
      params,
      success: { status: 200, description: "The records", media: "application/x-ndjson" },
      async prepare({ ctx, req }) {
        if (req.method === "HEAD") return { fileName: null };
        await takeOne(exportLimit, ctx.actor.organizationId);
        return beginExport({ ctx });
      },
      stream: ({ fileName }, exchange) => streamExport({ appDb }, fileName, exchange),
    }),
  ];
}
