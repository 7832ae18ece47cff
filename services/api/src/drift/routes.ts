import {
  driftFinding,
  driftFindingList,
  driftFindingListQuery,
  driftFindingPatch,
  driftScan,
} from "@callflex/contracts/api/drift";
import { id } from "@callflex/contracts/common";
import { getDriftScan } from "@callflex/domain/drift/get-drift-scan";
import { listDriftFindings } from "@callflex/domain/drift/list-drift-findings";
import { requestDriftScan } from "@callflex/domain/drift/request-drift-scan";
import { setFindingState } from "@callflex/domain/drift/set-finding-state";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "drift";

/** Routes of the comparison with the telephone side. */
export function driftRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/drift-findings",
      operationId: "listDriftFindings",
      tag,
      summary: "What stood otherwise on the telephone side than here, newest first",
      description:
        "Compared each night and when somebody asks for it. What is safe to put right is put right by itself.",
      permission: "phone_numbers.read",
      query: driftFindingListQuery,
      success: { status: 200, description: "A page of findings", schema: driftFindingList },
      handler: async ({ ctx, query }) => ({ body: await listDriftFindings({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "patch",
      path: "/drift-findings/{id}",
      operationId: "updateDriftFinding",
      tag,
      summary: "Put a finding aside, or take it up again",
      description: "What was put aside is neither repaired nor told any more, until it is over or taken up again.",
      permission: "phone_numbers.manage",
      params: z.object({ id }),
      body: driftFindingPatch,
      success: { status: 200, description: "The finding as it is now", schema: driftFinding },
      problems: [404, 409],
      handler: async ({ ctx, params, body }) => ({
        body: await setFindingState({ ctx, input: { ...params, ...body } }),
      }),
    }),
    defineRoute({
      method: "get",
      path: "/drift-scans/latest",
      operationId: "getLatestDriftScan",
      tag,
      summary: "How far the latest comparison is",
      permission: "phone_numbers.read",
      success: { status: 200, description: "The latest comparison", schema: driftScan },
      handler: async ({ ctx }) => ({ body: await getDriftScan({ ctx }) }),
    }),
    defineRoute({
      method: "post",
      path: "/drift-scans",
      operationId: "requestDriftScan",
      tag,
      summary: "Compare now",
      description: "While a comparison that was asked for is under way, it is the answer to this as well.",
      permission: "phone_numbers.manage",
      idempotent: true,
      success: { status: 202, description: "It is under way", schema: driftScan },
      handler: async ({ ctx }) => ({ body: await requestDriftScan({ ctx }) }),
    }),
  ];
}
