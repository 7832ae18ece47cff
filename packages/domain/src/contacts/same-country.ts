import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * Whether two numbers are of one country, so that a call between them is a domestic one. Countries that share a code, like
 * the United States and the islands of the Caribbean, are told apart.
 *
 * @param one in E.164
 * @param other in E.164
 */
export function sameCountry(one: string, other: string): boolean {
  const [first, second] = [parsePhoneNumberFromString(one), parsePhoneNumberFromString(other)];
  if (!first || !second?.isPossible()) return false;
  if (first.countryCallingCode !== second.countryCallingCode) return false;
  // What can't be told apart by its digits counts as domestic.
  return !first.country || !second.country || first.country === second.country;
}
