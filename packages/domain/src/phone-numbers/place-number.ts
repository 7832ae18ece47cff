import type { PhoneNumberProvisionRequest, PhoneNumberType } from "@callflex/contracts/api/phone-numbers";
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { isOfCountry } from "../contacts/is-of-country.ts";
import { DomainError } from "../errors.ts";

/** Where Twilio sells North America's numbers that are free to call, and those whose area is newer than our list of areas. */
const NORTH_AMERICA = ["US", "CA"];

function wrong(pointer: string, message: string): DomainError {
  return new DomainError("invalid", message, [{ pointer, message }]);
}

/**
 * Reads from a number's digits which country it is of and of what kind it is. Test calls, texts and what callers are told about
 * recordings go by that, so nobody may choose it freely.
 *
 * @param given.country as the client was offered it; the digits tell where it is left out
 * @param given.numberType the same
 * @throws {DomainError} `invalid` where the digits tell otherwise, or don't tell a country at all
 */
export function placeNumber(given: Pick<PhoneNumberProvisionRequest, "e164" | "country" | "numberType">): {
  country: string;
  numberType: PhoneNumberType;
} {
  const { e164, country, numberType } = given;
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed?.isPossible()) throw wrong("/e164", "There is no such phone number. Take one from the search.");
  const kind = parsed.getType();
  const isFree = kind === "TOLL_FREE";
  if (numberType !== undefined && isFree !== (numberType === "toll_free")) {
    const is = isFree ? "free to call: its kind is toll_free" : "not free to call: its kind is local or mobile";
    throw wrong("/numberType", `This number is ${is}.`);
  }

  const isShared = parsed.countryCallingCode === "1" && (isFree || !parsed.country);
  const ofItsCode = () => getCountries().filter((one) => getCountryCallingCode(one) === parsed.countryCallingCode);
  const countries = isShared ? NORTH_AMERICA : parsed.country ? [parsed.country] : ofItsCode();
  const [first] = countries;
  if (country !== undefined) {
    const fits = isShared ? NORTH_AMERICA.includes(country) : isOfCountry(e164, country);
    if (!fits) throw wrong("/country", `This number is not of ${country}${first ? `, but of ${first}` : ""}.`);
  } else if (!first || (countries.length > 1 && !isShared)) {
    throw wrong("/country", "Its digits don't tell which country this number is of. Give the country.");
  }
  return {
    country: country ?? first!,
    numberType: numberType ?? (isFree ? "toll_free" : kind === "MOBILE" ? "mobile" : "local"),
  };
}
