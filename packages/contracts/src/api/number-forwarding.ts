import { z } from "zod";
import { forwardingChoice, numberForwarding } from "../forwarding.ts";

/** Which number forwards its calls here, and the version of the number that it is of; null where none does. */
export const numberForwardingState = z.object({
  forwarding: numberForwarding.nullable(),
  version: z.number().int(),
});
export type NumberForwardingState = z.infer<typeof numberForwardingState>;

/** Null: no number is forwarded any more. */
export const numberForwardingRequest = z.strictObject({
  forwarding: z.strictObject(forwardingChoice.shape).nullable(),
});
