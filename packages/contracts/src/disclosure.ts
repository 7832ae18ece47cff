import { z } from "zod";

/** Words that a caller hears before anything else. */
const notice = z.string().trim().min(1, "Say something, or leave it out").max(300);

/**
 * `phone_numbers.disclosure`: what callers of a number are told before the assistant's own first words, and whether
 * anything of the call is kept. Without `recording` the notice of it isn't said, and neither sound nor words are kept.
 */
export const numberDisclosure = z.strictObject({
  /** That an AI speaks; null: nothing is said about it. */
  aiDisclosure: notice.nullable(),
  /** That the call may be recorded; null: nothing is said about it. */
  recordingNotice: notice.nullable(),
  recording: z.boolean(),
});
export type NumberDisclosure = z.infer<typeof numberDisclosure>;
