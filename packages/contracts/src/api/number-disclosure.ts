import { z } from "zod";
import { numberDisclosure } from "../disclosure.ts";

/** What callers are told on a number, what is suggested for its place, and how a call begins. */
export const numberDisclosureState = z.object({
  disclosure: numberDisclosure,
  /** False while nothing was chosen and the suggestion holds. */
  chosen: z.boolean(),
  suggestion: z.object({
    disclosure: numberDisclosure,
    /** Where the number belongs to, in words. */
    place: z.string(),
    aiDisclosureRequired: z.boolean(),
    recordingNoticeRequired: z.boolean(),
    reasons: z.array(z.string()),
  }),
  /** The number's assistant's own first words, which follow; null without an assistant. */
  firstMessage: z.string().nullable(),
  /** What a caller hears first; null without an assistant. */
  opening: z.string().nullable(),
  version: z.number().int(),
});
export type NumberDisclosureState = z.infer<typeof numberDisclosureState>;

export const numberDisclosureRequest = z.strictObject(numberDisclosure.shape);
