import { z } from "zod";
import { e164, id, instant } from "../common.ts";
import { numberRouting, routeRefusal, routeStep } from "../routing.ts";

/** The rules of a number, and the version of the number that they are of. */
export const numberRoutingState = z.object({ routing: numberRouting, version: z.number().int() });
export type NumberRoutingState = z.infer<typeof numberRoutingState>;

/** All rules of a number; one that is left out takes its default. */
export const numberRoutingRequest = z.strictObject(numberRouting.shape);

/** A call that is only asked about; null for a caller who shows no number. */
export const routeQuestionRequest = z.strictObject({ caller: e164.nullable(), at: instant });
export type RouteQuestionRequest = z.infer<typeof routeQuestionRequest>;

/** Who would take the call. */
export const explainedAnswer = z.object({
  kind: z.enum(["assistant", "forward", "take_message", "say"]),
  assistantId: id.nullable(),
  assistantName: z.string().nullable(),
  /** The number that would ring. */
  number: z.string().nullable(),
  /** What the caller hears first. */
  spoken: z.string().nullable(),
  refusal: routeRefusal.nullable(),
  /** The answer in a sentence or two. */
  words: z.string(),
});
export type ExplainedAnswer = z.infer<typeof explainedAnswer>;

export const routeExplanation = z.object({
  at: instant,
  /** Whether calls that run at this moment were counted: only when the question is about now. */
  liveCallsCounted: z.boolean(),
  steps: z.array(routeStep),
  answer: explainedAnswer,
  /** What could not be known about that moment. */
  notes: z.array(z.string()),
});
export type RouteExplanation = z.infer<typeof routeExplanation>;
