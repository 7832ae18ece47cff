import { id } from "@callflex/contracts/common";
import {
  testCall,
  testCallCreateRequest,
  testCallList,
  testCallListQuery,
  testCallSayRequest,
} from "@callflex/contracts/api/test-calls";
import { getTestCall } from "@callflex/domain/test-calls/get-test-call";
import { listTestCalls } from "@callflex/domain/test-calls/list-test-calls";
import { requestTestCall } from "@callflex/domain/test-calls/request-test-call";
import { requireConversation } from "@callflex/domain/test-calls/require-conversation";
import type { VapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { z } from "zod";
import { defineRemoteRoute, defineRoute, type Route } from "../http/route.ts";
import { controlConversation } from "./control-conversation.ts";

const testCallParams = z.object({ id });
const tag = "test-calls";

/** Routes of test calls. */
export function testCallRoutes({ vapiTestCalls }: { vapiTestCalls: Pick<VapiTestCalls, "controlVapiCall"> }): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/test-calls",
      operationId: "listTestCalls",
      tag,
      summary: "Test calls, newest first",
      permission: "assistants.read",
      query: testCallListQuery,
      success: { status: 200, description: "A page of test calls", schema: testCallList },
      handler: async ({ ctx, query }) => ({ body: await listTestCalls({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "post",
      path: "/test-calls",
      operationId: "requestTestCall",
      tag,
      summary: "Try an assistant",
      description:
        "`call_me` lets the assistant ring a telephone, whose owner has agreed; `web` opens a conversation in the browser. How it " +
        "goes on is told by the test call, and by the call that it leads to. The minutes count like those of any call; there are " +
        "daily caps for the organization and for each telephone.",
      permission: "assistants.update",
      idempotent: true,
      body: testCallCreateRequest,
      success: { status: 202, description: "It will be placed", schema: testCall },
      problems: [404, 409],
      handler: async ({ ctx, body }) => ({ body: await requestTestCall({ ctx, input: body }) }),
    }),
    defineRoute({
      method: "get",
      path: "/test-calls/{id}",
      operationId: "getTestCall",
      tag,
      summary: "A test call",
      permission: "assistants.read",
      params: testCallParams,
      success: { status: 200, description: "The test call", schema: testCall },
      problems: [404],
      handler: async ({ ctx, params }) => ({ body: await getTestCall({ ctx, input: params }) }),
    }),
    defineRemoteRoute({
      method: "post",
      path: "/test-calls/{id}/say",
      operationId: "sayInTestCall",
      tag,
      summary: "Say something in a conversation in the browser",
      description: "The assistant hears it as if it had been spoken. Its answer comes with the call's transcript.",
      permission: "assistants.update",
      params: testCallParams,
      body: testCallSayRequest,
      success: { status: 204, description: "The assistant has it" },
      problems: [404, 409, 502],
      prepare: async ({ ctx, params, body }) => ({
        ...(await requireConversation({ ctx, input: params })),
        command: { kind: "person_says" as const, text: body.text },
      }),
      remote: (prepared) => controlConversation(vapiTestCalls, prepared),
    }),
    defineRemoteRoute({
      method: "post",
      path: "/test-calls/{id}/end",
      operationId: "endTestCall",
      tag,
      summary: "End a conversation in the browser",
      permission: "assistants.update",
      params: testCallParams,
      success: { status: 204, description: "It ends" },
      problems: [404, 409, 502],
      prepare: async ({ ctx, params }) => ({
        ...(await requireConversation({ ctx, input: params })),
        command: { kind: "end" as const },
      }),
      remote: (prepared) => controlConversation(vapiTestCalls, prepared),
    }),
  ];
}
