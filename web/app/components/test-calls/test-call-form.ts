import "~/lib/zod-without-eval.ts";
import { id } from "@callflex/contracts/common";
import { z } from "zod";

/** What people write between the digits of a telephone number. */
const BETWEEN = /[\s().-]/g;

/** A telephone number as people write it; ten digits are one of North America. */
const telephone = z
  .string()
  .trim()
  .min(1, "Give the number of the telephone that shall ring")
  .transform((text) => text.replace(BETWEEN, ""))
  .transform((digits) => (/^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : digits.replace(/^1(?=[2-9]\d{9}$)/, "+1")))
  .refine((number) => /^\+[1-9]\d{6,14}$/.test(number), "Write it with its area code, like (415) 555-0134");

/** “Call me” as a form. */
export const callMeForm = z.strictObject({
  phoneNumberId: id,
  assistantId: id.optional(),
  toNumber: telephone,
  consent: z.literal("yes", { error: "Tick this first: nobody is called who hasn’t agreed" }),
});

/** Makes the API's request of the form. */
export function callMeRequest({ phoneNumberId, assistantId, toNumber }: z.output<typeof callMeForm>) {
  return { kind: "call_me", phoneNumberId, toNumber, consent: true, ...(assistantId && { assistantId }) } as const;
}
