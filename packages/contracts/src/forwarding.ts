import { z } from "zod";
import { e164, id, instant } from "./common.ts";
import { CARRIER_KEYS, FORWARDING_KINDS } from "./forwarding-codes.ts";

/** The business's own number, which forwards its calls to one of ours. */
const forwardedNumber = {
  businessNumber: e164,
  carrier: z.enum(CARRIER_KEYS),
  kind: z.enum(FORWARDING_KINDS),
};

/** What a person says about it. */
export const forwardingChoice = z.strictObject(forwardedNumber);
export type ForwardingChoice = z.infer<typeof forwardingChoice>;

/**
 * `phone_numbers.forwarding`: from which number calls come, and whether one has come. `{}` in the column means none is
 * forwarded. While it is `waiting`, a call that the network says was forwarded from there makes it `verified`.
 */
export const numberForwarding = z.strictObject({
  ...forwardedNumber,
  state: z.enum(["none", "waiting", "verified"]),
  /** Since when a call is waited for; earlier ones prove nothing. */
  waitingSince: instant.nullable(),
  verifiedAt: instant.nullable(),
  /** The call that proved it. */
  verifiedCallId: id.nullable(),
});
export type NumberForwarding = z.infer<typeof numberForwarding>;
