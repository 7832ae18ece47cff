import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * Whether a number is of a country. Countries that share a code, like the United States and the islands of the Caribbean,
 * are told apart; digits that are in use nowhere count for each country of their code.
 *
 * @param number in E.164
 * @param country ISO 3166, `US`
 */
export function isOfCountry(number: string, country: string): boolean {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isPossible() || !isSupportedCountry(country)) return false;
  return parsed.country ? parsed.country === country : parsed.countryCallingCode === getCountryCallingCode(country);
}
