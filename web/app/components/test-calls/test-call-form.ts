import "~/lib/zod-without-eval.ts";
import { id } from "@callflex/contracts/common";
import { z } from "zod";
import { phoneField } from "~/lib/phone-field.ts";

/** “Call me” as a form. */
export const callMeForm = z.strictObject({
  phoneNumberId: id,
  assistantId: id.optional(),
  toNumber: phoneField,
  consent: z.literal("yes", { error: "Tick this first: nobody is called who hasn’t agreed" }),
});

/** Makes the API's request of the form. */
export function callMeRequest({ phoneNumberId, assistantId, toNumber }: z.output<typeof callMeForm>) {
  return { kind: "call_me", phoneNumberId, toNumber, consent: true, ...(assistantId && { assistantId }) } as const;
}
