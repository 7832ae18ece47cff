import { industryList } from "@callflex/contracts/api/organizations";
import type { PrismaClient } from "@callflex/db/prisma";
import { listIndustries } from "@callflex/domain/organizations/list-industries";
import { defineUserRoute, type Route } from "../http/route.ts";

/** Routes of industries. */
export function industryRoutes({ appDb }: { appDb: PrismaClient }): Route[] {
  return [
    defineUserRoute({
      method: "get",
      path: "/industries",
      operationId: "listIndustries",
      tag: "organizations",
      summary: "Industries that an organization can be of",
      success: { status: 200, description: "All of them", schema: industryList },
      handler: async () => ({ body: { data: await listIndustries(appDb), nextCursor: null } }),
    }),
  ];
}
