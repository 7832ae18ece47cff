import {
  assistantTest,
  assistantTestCreateRequest,
  assistantTestList,
  assistantTestListQuery,
  assistantTestPatch,
  testRun,
  testRunList,
  testRunListQuery,
} from "@callflex/contracts/api/assistant-tests";
import { id } from "@callflex/contracts/common";
import { addTest } from "@callflex/domain/assistant-tests/add-test";
import { deleteTest } from "@callflex/domain/assistant-tests/delete-test";
import { getRun } from "@callflex/domain/assistant-tests/get-run";
import { listRuns } from "@callflex/domain/assistant-tests/list-runs";
import { listTests } from "@callflex/domain/assistant-tests/list-tests";
import { requestRun } from "@callflex/domain/assistant-tests/request-run";
import { updateTest } from "@callflex/domain/assistant-tests/update-test";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { createLimiter, takeOne } from "../http/rate-limits.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "assistants";
const ofAssistant = z.object({ id });
const ofTest = z.object({ id, testId: id });
const ETAG = { ETag: "The test's version" };
const ofRun = z.object({ id, runId: id });

/**
 * Routes of assistants' tests.
 *
 * @param deps.simulated whether a stand-in answers in place of VAPI
 */
export function assistantTestRoutes({ simulated }: { simulated: boolean }): Route[] {
  // Each one is a dozen conversations with a language model.
  const runLimit = createLimiter({ name: "assistant-tests", points: 20, seconds: 3600 });

  return [
    defineRoute({
      method: "get",
      path: "/assistants/{id}/tests",
      operationId: "listAssistantTests",
      tag,
      summary: "An assistant's tests, oldest first",
      permission: "assistants.read",
      params: ofAssistant,
      query: assistantTestListQuery,
      success: { status: 200, description: "A page of tests", schema: assistantTestList },
      handler: async ({ ctx, params, query }) => ({
        body: await listTests({ ctx, input: { assistantId: params.id, ...query } }),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/assistants/{id}/tests",
      operationId: "addAssistantTest",
      tag,
      summary: "Add a test: a scripted caller, and what must come of the call",
      permission: "assistants.update",
      params: ofAssistant,
      body: assistantTestCreateRequest,
      success: { status: 201, description: "The test", schema: assistantTest },
      problems: [409],
      handler: async ({ ctx, params, body }) => ({
        body: await addTest({ ctx, input: { assistantId: params.id, test: body } }),
      }),
    }),
    defineRoute({
      method: "patch",
      path: "/assistants/{id}/tests/{testId}",
      operationId: "updateAssistantTest",
      tag,
      summary: "Change a test",
      permission: "assistants.update",
      versioned: true,
      params: ofTest,
      body: assistantTestPatch,
      success: { status: 200, description: "The test as it is now", schema: assistantTest, headers: ETAG },
      async handler({ ctx, params, body, versions }) {
        const { id: assistantId, testId } = params;
        const test = await updateTest({ ctx, input: { assistantId, testId, patch: body, versions } });
        return { body: test, headers: { ETag: entityTag(test.version) } };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/assistants/{id}/tests/{testId}",
      operationId: "deleteAssistantTest",
      tag,
      summary: "Delete a test",
      permission: "assistants.update",
      params: ofTest,
      success: { status: 204, description: "It is gone; runs that are over keep what they found" },
      async handler({ ctx, params }) {
        await deleteTest({ ctx, input: { assistantId: params.id, testId: params.testId } });
        return { body: undefined };
      },
    }),
    defineRoute({
      method: "post",
      path: "/assistants/{id}/test",
      operationId: "runAssistantTests",
      tag,
      summary: "Run all tests of an assistant",
      idempotent: true,
      description:
        "They run in the background on the assistant as it is saved now, also on a draft. What a caller and the assistant say is " +
        "real; functions are not carried out. Where `simulated` is true, a stand-in answers in place of the language model.",
      permission: "assistants.update",
      params: ofAssistant,
      success: { status: 202, description: "The run, to be asked for until it is over", schema: testRun },
      problems: [409],
      async handler({ ctx, params }) {
        await takeOne(runLimit, ctx.actor.organizationId);
        return { body: await requestRun({ ctx, input: { assistantId: params.id, simulated } }) };
      },
    }),
    defineRoute({
      method: "get",
      path: "/assistants/{id}/test-runs",
      operationId: "listTestRuns",
      tag,
      summary: "Runs of an assistant's tests, newest first",
      permission: "assistants.read",
      params: ofAssistant,
      query: testRunListQuery,
      success: { status: 200, description: "A page of runs", schema: testRunList },
      handler: async ({ ctx, params, query }) => ({
        body: await listRuns({ ctx, input: { assistantId: params.id, ...query } }),
      }),
    }),
    defineRoute({
      method: "get",
      path: "/assistants/{id}/test-runs/{runId}",
      operationId: "getTestRun",
      tag,
      summary: "A run with what its tests found",
      permission: "assistants.read",
      params: ofRun,
      success: { status: 200, description: "The run", schema: testRun },
      handler: async ({ ctx, params }) => ({
        body: await getRun({ ctx, input: { assistantId: params.id, runId: params.runId } }),
      }),
    }),
  ];
}
