import type { NumberForwarding } from "@callflex/contracts/forwarding";
import { CARRIER_KEYS, FORWARDING_KINDS, type CarrierKey } from "@callflex/contracts/forwarding-codes";
import { z } from "zod";
import { phoneField } from "~/lib/phone-field.ts";

/** Which number forwards its calls, with whom, and when. */
export const forwardingForm = z.object({
  businessNumber: phoneField,
  carrier: z.enum(CARRIER_KEYS),
  kind: z.enum(FORWARDING_KINDS),
});

/**
 * What stands in the fields for what is saved.
 *
 * @param value.usual carrier that is offered first where none was said yet
 */
export function forwardingInput(value: {
  forwarding: NumberForwarding | null;
  usual: CarrierKey;
}): z.input<typeof forwardingForm> {
  const { businessNumber, carrier, kind } = value.forwarding ?? {};
  return { businessNumber: businessNumber ?? "", carrier: carrier ?? value.usual, kind: kind ?? "no_answer" };
}
