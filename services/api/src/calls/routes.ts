import {
  activeCalls,
  callActions,
  callDetail,
  callEvents,
  callList,
  callListQuery,
  callStats,
  callStatsQuery,
  callTimeline,
  callTranscript,
  reprocessAccepted,
} from "@callflex/contracts/api/calls";
import { id } from "@callflex/contracts/common";
import { getCall } from "@callflex/domain/calls/get-call";
import { getCallStats } from "@callflex/domain/calls/get-call-stats";
import { getRecording } from "@callflex/domain/calls/get-recording";
import { getTimeline } from "@callflex/domain/calls/get-timeline";
import { getTranscript } from "@callflex/domain/calls/get-transcript";
import { listCallEvents } from "@callflex/domain/calls/list-call-events";
import { listActions } from "@callflex/domain/calls/list-actions";
import { listActiveCalls } from "@callflex/domain/calls/list-active-calls";
import { listCalls } from "@callflex/domain/calls/list-calls";
import { requestReprocess } from "@callflex/domain/calls/request-reprocess";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import { z } from "zod";
import { defineRoute, defineStreamRoute, type Route } from "../http/route.ts";
import { streamRecording } from "./stream-recording.ts";
import { workflowLink, type TemporalUi } from "./workflow-link.ts";

const callParams = z.object({ id });
const tag = "calls";

/** Routes of calls. */
export function callRoutes({
  vapi,
  temporalUi,
}: {
  vapi: Pick<VapiCalls, "getRecordingStream">;
  temporalUi: TemporalUi;
}): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/calls",
      operationId: "listCalls",
      tag,
      summary: "Calls, newest first",
      permission: "calls.read",
      query: callListQuery,
      success: { status: 200, description: "A page of calls", schema: callList },
      handler: async ({ ctx, query }) => ({ body: await listCalls({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "get",
      path: "/calls/active",
      operationId: "listActiveCalls",
      tag,
      summary: "Calls that are running",
      permission: "calls.read",
      success: {
        status: 200,
        description: "The calls, newest first, at most 50, and how many there are",
        schema: activeCalls,
      },
      handler: async ({ ctx }) => ({ body: await listActiveCalls({ ctx }) }),
    }),
    defineRoute({
      method: "get",
      path: "/calls/stats",
      operationId: "getCallStats",
      tag,
      summary: "Figures of the overview",
      description: "Days are those of the organization's time zone.",
      permission: "calls.read",
      query: callStatsQuery,
      success: { status: 200, description: "The figures", schema: callStats },
      handler: async ({ ctx, query }) => ({ body: await getCallStats({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "get",
      path: "/calls/{id}",
      operationId: "getCall",
      tag,
      summary: "A call",
      permission: "calls.read",
      params: callParams,
      success: { status: 200, description: "The call", schema: callDetail },
      problems: [404],
      async handler({ ctx, params }) {
        const { workflowId, ...call } = await getCall({ ctx, input: params });
        return { body: { ...call, workflowUrl: workflowLink(temporalUi, workflowId) } };
      },
    }),
    defineRoute({
      method: "get",
      path: "/calls/{id}/transcript",
      operationId: "getCallTranscript",
      tag,
      summary: "What was said",
      permission: "calls.read",
      params: callParams,
      success: { status: 200, description: "The segments in order", schema: callTranscript },
      problems: [404],
      handler: async ({ ctx, params }) => ({ body: await getTranscript({ ctx, input: params }) }),
    }),
    defineRoute({
      method: "get",
      path: "/calls/{id}/actions",
      operationId: "listCallActions",
      tag,
      summary: "What the assistant did during the call",
      permission: "calls.read",
      params: callParams,
      success: { status: 200, description: "The actions in order", schema: callActions },
      problems: [404],
      handler: async ({ ctx, params }) => ({ body: await listActions({ ctx, input: params }) }),
    }),
    defineRoute({
      method: "get",
      path: "/calls/{id}/timeline",
      operationId: "getCallTimeline",
      tag,
      summary: "What was done about the call",
      permission: "calls.read",
      params: callParams,
      success: { status: 200, description: "The steps in order", schema: callTimeline },
      problems: [404],
      async handler({ ctx, params }) {
        const steps = await getTimeline({ ctx, input: params });
        return {
          body: {
            data: steps.map(({ workflowId, ...step }) => ({
              ...step,
              workflowUrl: workflowLink(temporalUi, workflowId),
            })),
          },
        };
      },
    }),
    defineRoute({
      method: "get",
      path: "/calls/{id}/events",
      operationId: "listCallEvents",
      tag,
      summary: "What reached us about the call",
      description: "The call's rows of the outbox without their bodies. For the operator's staff.",
      permission: "calls.read",
      params: callParams,
      success: { status: 200, description: "The events, oldest first", schema: callEvents },
      problems: [403, 404],
      handler: async ({ ctx, params }) => ({ body: await listCallEvents({ ctx, input: params }) }),
    }),
    defineStreamRoute({
      method: "get",
      path: "/calls/{id}/recording",
      operationId: "getCallRecording",
      tag,
      summary: "The recording",
      description: "Audio, whole or a part by the header Range.",
      permission: "calls.listen",
      params: callParams,
      requestHeaders: { Range: "A part of the audio, like `bytes=0-65535`" },
      success: {
        status: 200,
        description: "The audio",
        media: ["audio/*", "application/octet-stream"],
        partial: "The part that Range asked for",
      },
      problems: [404, 416, 502],
      prepare: async ({ ctx, params }) => ({ id: params.id, ...(await getRecording({ ctx, input: params })) }),
      stream: (call, exchange) => streamRecording(vapi, call, exchange),
    }),
    defineRoute({
      method: "post",
      path: "/calls/{id}/reprocess",
      operationId: "reprocessCall",
      tag,
      summary: "Run the call's processing again",
      description: "What was already sent or billed is not sent or billed again.",
      permission: "calls.reprocess",
      idempotent: true,
      params: callParams,
      success: { status: 202, description: "It will run", schema: reprocessAccepted },
      problems: [404, 409],
      handler: async ({ ctx, params }) => ({ body: await requestReprocess({ ctx, input: params }) }),
    }),
  ];
}
