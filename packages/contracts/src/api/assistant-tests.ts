import { z } from "zod";
import { assistantTestContent, testExpectation, testResult, testRunState } from "../assistant-test.ts";
import { id, instant, pageOf, pageQuery } from "../common.ts";

/** Tests that an assistant may have. */
export const TESTS_PER_ASSISTANT = 20;

export const assistantTest = z.object({
  id,
  name: z.string(),
  callerLines: z.array(z.string()),
  expectations: z.array(testExpectation),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
export type AssistantTest = z.infer<typeof assistantTest>;
export const assistantTestListQuery = pageQuery;
export const assistantTestList = pageOf(assistantTest);
export type AssistantTestList = z.infer<typeof assistantTestList>;

/** `POST /assistants/{id}/tests` */
export const assistantTestCreateRequest = assistantTestContent;
export type AssistantTestCreateRequest = z.infer<typeof assistantTestCreateRequest>;

/** `PATCH /assistants/{id}/tests/{testId}`; `If-Match` carries the version. */
export const assistantTestPatch = assistantTestContent
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, { error: "must change at least one part" });
export type AssistantTestPatch = z.infer<typeof assistantTestPatch>;

/** A run of all tests of an assistant. */
export const testRunSummary = z.object({
  id,
  /** The version of the assistant that was tested. */
  assistantVersion: z.number().int(),
  state: testRunState,
  /** True where a stand-in answered in place of the language model: what it says tells nothing about the real one. */
  simulated: z.boolean(),
  /** Tests that have run so far, and those among them that passed. */
  finishedTests: z.number().int(),
  passedTests: z.number().int(),
  /** Who asked for it; null for an API key and for people who are gone. */
  requestedBy: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type TestRunSummary = z.infer<typeof testRunSummary>;
export const testRunListQuery = pageQuery;
export const testRunList = pageOf(testRunSummary);
export type TestRunList = z.infer<typeof testRunList>;

export const testRun = testRunSummary.extend({
  results: z.array(testResult),
  /** Why the run is broken, and what to do. */
  lastError: z.string().nullable(),
});
export type TestRun = z.infer<typeof testRun>;
