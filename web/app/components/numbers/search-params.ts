import type { PhoneNumberType } from "@callflex/contracts/api/phone-numbers";
import { hasAreaCodes, likelyCountry, NUMBER_COUNTRIES } from "~/lib/numbers/countries.ts";

export const NUMBER_TYPES = ["local", "toll_free", "mobile"] as const satisfies PhoneNumberType[];

/** What numbers the address asks for. */
export interface NumberSearch {
  country: string;
  numberType: PhoneNumberType;
  /** Three digits; "" for any. */
  areaCode: string;
  /** Digits, letters of the keypad and `*`; "" for any. */
  contains: string;
}

/**
 * Reads the search from the address. What is damaged is left out, so that an old link still finds numbers.
 *
 * @param locale the organization's: its country is searched when none is named
 */
export function readNumberSearch(query: URLSearchParams, locale: string): NumberSearch {
  const country = NUMBER_COUNTRIES.find(({ code }) => code === query.get("country"))?.code ?? likelyCountry(locale);
  const areaCode = query.get("areaCode")?.trim() ?? "";
  const contains = query.get("contains")?.trim() ?? "";
  return {
    country,
    numberType: NUMBER_TYPES.find((type) => type === query.get("type")) ?? "local",
    areaCode: hasAreaCodes(country) && /^[2-9]\d\d$/.test(areaCode) ? areaCode : "",
    contains: /^[0-9A-Za-z*]{2,12}$/.test(contains) ? contains : "",
  };
}

/**
 * Makes the query that looks for numbers like one that could not be had: its country, kind and area.
 *
 * @returns `country=US&type=local&areaCode=415`
 */
export function searchLike(number: { e164: string; country: string; numberType: PhoneNumberType }): string {
  const query = new URLSearchParams({ country: number.country, type: number.numberType });
  const area = /^\+1(\d{3})/.exec(number.e164)?.[1];
  if (area && number.numberType === "local") query.set("areaCode", area);
  return query.toString();
}
