import { z } from "zod";
import { e164, id, instant, pageOf, pageQuery } from "../common.ts";

/** `call_me`: the assistant rings a person. `web`: a person talks to it, or types, in the browser. */
export const testCallKind = z.enum(["call_me", "web"]);
export type TestCallKind = z.infer<typeof testCallKind>;

/** `placed`: it rings or runs. `failed`: nobody was reached, or it could not be placed; `lastError` says why. */
export const testCallState = z.enum(["requested", "placed", "ended", "failed"]);
export type TestCallState = z.infer<typeof testCallState>;

/** `POST /test-calls`. */
export const testCallCreateRequest = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("call_me"),
    /** The number that calls. */
    phoneNumberId: id,
    /** The assistant that talks; without it the number's own. */
    assistantId: id.optional(),
    /** The telephone that rings. */
    toNumber: e164,
    /** Whoever answers that telephone has agreed to be called and recorded. */
    consent: z.literal(true, { error: "must be true: whoever is called has to agree before" }),
  }),
  z.strictObject({ kind: z.literal("web"), assistantId: id }),
]);
export type TestCallCreateRequest = z.infer<typeof testCallCreateRequest>;

export const testCallListQuery = pageQuery.extend({
  assistantId: id.optional(),
  phoneNumberId: id.optional(),
});
export type TestCallListQuery = z.infer<typeof testCallListQuery>;

export const testCall = z.object({
  id,
  kind: testCallKind,
  state: testCallState,
  assistant: z.object({ id, name: z.string() }),
  phoneNumber: z.object({ id, e164: z.string(), label: z.string().nullable() }).nullable(),
  toNumber: z.string().nullable(),
  consentAt: instant.nullable(),
  /** The call, once it rings. */
  callId: id.nullable(),
  /** Where a browser joins with a microphone, while a conversation in the browser runs; null for who may not talk. */
  joinUrl: z.string().nullable(),
  /** Why it failed, in words. */
  lastError: z.string().nullable(),
  requestedBy: z.string().nullable(),
  createdAt: instant,
});
export type TestCall = z.infer<typeof testCall>;
export const testCallList = pageOf(testCall);
export type TestCallList = z.infer<typeof testCallList>;

/** `POST /test-calls/{id}/say`: what the person types. */
export const testCallSayRequest = z.strictObject({ text: z.string().trim().min(1).max(500) });
