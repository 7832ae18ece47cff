import { settings, settingsPatch, type Settings } from "@callflex/contracts/api/organizations";
import { id } from "@callflex/contracts/common";
import { getSettings } from "@callflex/domain/settings/get-settings";
import { updateSettings } from "@callflex/domain/settings/update-settings";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "organizations";
const path = "/organizations/{organizationId}/settings";
const params = z.object({ organizationId: id });
const ETAG = { ETag: "The organization's version" };

function tagged(body: Settings) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/** Routes of an organization's settings. */
export function settingsRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path,
      operationId: "getSettings",
      tag,
      summary: "Business hours, holidays and the default voice",
      permission: "settings.read",
      params,
      success: { status: 200, description: "The settings", schema: settings, headers: ETAG },
      handler: async ({ ctx }) => tagged(await getSettings({ ctx })),
    }),
    defineRoute({
      method: "patch",
      path,
      operationId: "updateSettings",
      tag,
      summary: "Change business hours, holidays or the default voice",
      permission: "settings.update",
      versioned: true,
      params,
      body: settingsPatch,
      success: { status: 200, description: "The settings as they are now", schema: settings, headers: ETAG },
      handler: async ({ ctx, body, versions }) =>
        tagged(await updateSettings({ ctx, input: { patch: body, versions } })),
    }),
  ];
}
