import { z } from "zod";
import { callActionInputs, type OfferedActionType } from "./call-actions.ts";
import { e164, id } from "./common.ts";
import { speaker } from "./enums.ts";

const tool = z.enum(Object.keys(callActionInputs) as [OfferedActionType, ...OfferedActionType[]]);
const phrase = z.string().trim().min(1, "Write what to look for").max(200);

/** Who takes a call, as a test expects it. */
export const expectedRoute = z.enum(["assistant", "other_assistant", "forward", "take_message", "refuse"]);
export type ExpectedRoute = z.infer<typeof expectedRoute>;

export const weekday = z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

/** Something that must hold for a test to pass. Capitals and spaces make no difference to words that are looked for. */
export const testExpectation = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("offers_tool"), tool }),
  z.strictObject({
    kind: z.literal("calls_tool"),
    tool,
    /** Words that one of the call's details must hold. */
    containing: phrase.optional(),
  }),
  z.strictObject({ kind: z.literal("says"), text: phrase }),
  z.strictObject({ kind: z.literal("never_says"), text: phrase }),
  z.strictObject({ kind: z.literal("prompt_contains"), text: phrase }),
  z.strictObject({
    kind: z.literal("routes"),
    /** Without one it is the number that the assistant got first. */
    phoneNumberId: id.optional(),
    /** Null for a caller who shows no number. */
    caller: e164.nullable(),
    /** The next such moment in the organization's time zone. */
    weekday,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:30"),
    to: expectedRoute,
  }),
]);
export type TestExpectation = z.infer<typeof testExpectation>;

/** A scripted caller and what must come of the call. */
export const assistantTestContent = z.strictObject({
  name: z.string().trim().min(1, "Give the test a name").max(80),
  /** What the caller says, in turn with the assistant. */
  callerLines: z.array(z.string().trim().min(1, "Write what the caller says").max(300)).min(1).max(12),
  expectations: z.array(testExpectation).min(1, "Say what must come of the call").max(12),
});
export type AssistantTestContent = z.infer<typeof assistantTestContent>;

/** A function that the assistant called in a test; nothing is carried out there. */
export const testToolCall = z.object({
  name: z.string(),
  /** Null when they could not be read. */
  arguments: z.record(z.string(), z.unknown()).nullable(),
});

/** One turn of a test's conversation. */
export const testTurn = z.object({ speaker, text: z.string(), tools: z.array(testToolCall) });
export type TestTurn = z.infer<typeof testTurn>;

/** An expectation with what was found. */
export const testCheck = z.object({ expectation: testExpectation, passed: z.boolean(), found: z.string() });
export type TestCheck = z.infer<typeof testCheck>;

/** What came of one test. */
export const testResult = z.object({
  testId: id,
  name: z.string(),
  passed: z.boolean(),
  /** Empty for a test that needs no conversation. */
  conversation: z.array(testTurn),
  checks: z.array(testCheck),
});
export type TestResult = z.infer<typeof testResult>;

/** `broken`: it could not be carried through, so it says nothing about the assistant. */
export const testRunState = z.enum(["running", "passed", "failed", "broken"]);
export type TestRunState = z.infer<typeof testRunState>;
