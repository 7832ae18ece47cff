import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * Why we place or forward no call to a number: it costs many times what a call costs, or networks would make another number
 * of its digits. Whoever is called earns by some of these, so that anybody could let us pay for calls to themselves.
 *
 * @param number in E.164
 * @returns what the number is, `a premium-rate number`; null for one that may be called
 */
export function whyUncallable(number: string): string | null {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible()) return "no complete telephone number";
  const type = parsed.getType();
  if (type === "PREMIUM_RATE") return "a premium-rate number";
  if (type === "SHARED_COST") return "a shared-cost number";
  return parsed.isNonGeographic() && type !== "TOLL_FREE" ? "a number of a satellite or worldwide network" : null;
}
