import { z } from "zod";
import { e164, id } from "./common.ts";

const spoken = z.string().trim().min(1, "Say something, or leave it out").max(300);

const assistant = z.strictObject({ do: z.literal("assistant") });
const otherAssistant = z.strictObject({ do: z.literal("other_assistant"), assistantId: id });
const forward = z.strictObject({
  do: z.literal("forward"),
  number: e164,
  /** Heard by the caller before it rings. */
  message: spoken.optional(),
});
const takeMessage = z.strictObject({
  do: z.literal("take_message"),
  /** First words of the assistant that only takes a message. */
  greeting: spoken.optional(),
});
const refuse = z.strictObject({
  do: z.literal("refuse"),
  /** Heard by the caller before the call ends. */
  message: spoken.optional(),
});

/** Who takes a call: the number's assistant, another one, a person's telephone, or one that only takes a message. */
export const routeTarget = z.discriminatedUnion("do", [assistant, otherAssistant, forward, takeMessage]);
export type RouteTarget = z.infer<typeof routeTarget>;

/**
 * `phone_numbers.routing`: who takes the calls of a number. Unset parts take their defaults, so that `{}` is valid: the
 * number's assistant takes every call but those of blocked callers.
 */
export const numberRouting = z.strictObject({
  businessHours: routeTarget.default({ do: "assistant" }),
  afterHours: routeTarget.default({ do: "assistant" }),
  /** On a holiday outside of that day's own hours; null means as after hours. */
  holidays: routeTarget.nullable().default(null),
  /** Contacts with the tag VIP, at any time; null means like everybody. */
  vipCallers: routeTarget.nullable().default(null),
  /** Callers who show no number; null means like everybody. */
  anonymousCallers: z
    .discriminatedUnion("do", [assistant, otherAssistant, forward, takeMessage, refuse])
    .nullable()
    .default(null),
  /** Contacts that are blocked; never put through to anybody. */
  blockedCallers: z.discriminatedUnion("do", [refuse, takeMessage]).default({ do: "refuse" }),
  /** When a limit is reached or no assistant is ready; null means the number's fallback. */
  overflow: z.discriminatedUnion("do", [forward, takeMessage]).nullable().default(null),
});
export type NumberRouting = z.infer<typeof numberRouting>;

/** A contact with this tag, in capitals or not, is a VIP caller. */
export const VIP_TAG = "vip";

/** Why the assistant that should take a call doesn't. */
export const routeRefusal = z.enum([
  "no_assistant",
  "trial_ended",
  "minutes_used_up",
  "subscription_ended",
  "too_many_calls",
  "caller_blocked",
  "caller_anonymous",
]);
export type RouteRefusal = z.infer<typeof routeRefusal>;

const refusal = routeRefusal.nullable();

/** What was decided about a call; kept with it as `calls.route`. */
export const routeAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assistant"), assistantId: id, vapiAssistantId: z.string(), refusal: z.null() }),
  z.object({ kind: z.literal("forward"), number: e164, spoken: z.string(), refusal }),
  z.object({ kind: z.literal("take_message"), greeting: z.string(), refusal }),
  z.object({ kind: z.literal("say"), spoken: z.string(), refusal: routeRefusal }),
]);
export type RouteAnswer = z.infer<typeof routeAnswer>;

/** Questions that are asked about a call, in this order. */
export const routeQuestion = z.enum([
  "blocked_caller",
  "vip_caller",
  "anonymous_caller",
  "opening_hours",
  "forwarding",
  "contract",
  "lines",
  "assistant",
  "overflow",
]);
export type RouteQuestion = z.infer<typeof routeQuestion>;

/** One question about a call, what was found, and what that decided, in words; null where it decided nothing. */
export const routeStep = z.object({
  question: routeQuestion,
  asked: z.string(),
  found: z.string(),
  decided: z.string().nullable(),
});
export type RouteStep = z.infer<typeof routeStep>;
