import { abroadOf, countryOf } from "./countries.ts";

/** Where a number is at home, as Twilio tells it in webhooks and search results. */
export interface Place {
  city: string;
  region: string;
  zip: string;
  country: string;
}

/** North American area codes that the sandbox sells numbers of. */
const AREAS: Record<string, readonly [city: string, region: string, zip: string]> = {
  "201": ["Jersey City", "NJ", "07302"],
  "202": ["Washington", "DC", "20001"],
  "206": ["Seattle", "WA", "98101"],
  "212": ["New York", "NY", "10001"],
  "213": ["Los Angeles", "CA", "90012"],
  "214": ["Dallas", "TX", "75201"],
  "215": ["Philadelphia", "PA", "19103"],
  "303": ["Denver", "CO", "80202"],
  "305": ["Miami", "FL", "33130"],
  "310": ["Santa Monica", "CA", "90401"],
  "312": ["Chicago", "IL", "60601"],
  "313": ["Detroit", "MI", "48226"],
  "347": ["Brooklyn", "NY", "11201"],
  "404": ["Atlanta", "GA", "30303"],
  "408": ["San Jose", "CA", "95113"],
  "415": ["San Francisco", "CA", "94103"],
  "416": ["Toronto", "ON", "M5H 2N2"],
  "469": ["Dallas", "TX", "75201"],
  "480": ["Mesa", "AZ", "85201"],
  "503": ["Portland", "OR", "97204"],
  "512": ["Austin", "TX", "78701"],
  "514": ["Montreal", "QC", "H3B 2Y5"],
  "602": ["Phoenix", "AZ", "85004"],
  "604": ["Vancouver", "BC", "V6B 1A1"],
  "612": ["Minneapolis", "MN", "55401"],
  "614": ["Columbus", "OH", "43215"],
  "615": ["Nashville", "TN", "37203"],
  "617": ["Boston", "MA", "02108"],
  "619": ["San Diego", "CA", "92101"],
  "646": ["New York", "NY", "10011"],
  "702": ["Las Vegas", "NV", "89101"],
  "713": ["Houston", "TX", "77002"],
  "718": ["Queens", "NY", "11354"],
  "720": ["Denver", "CO", "80202"],
  "786": ["Miami", "FL", "33130"],
  "801": ["Salt Lake City", "UT", "84101"],
  "808": ["Honolulu", "HI", "96813"],
  "816": ["Kansas City", "MO", "64106"],
  "832": ["Houston", "TX", "77002"],
  "901": ["Memphis", "TN", "38103"],
  "917": ["New York", "NY", "10001"],
  "919": ["Raleigh", "NC", "27601"],
  "972": ["Dallas", "TX", "75201"],
};

const CANADA = new Set(["ON", "QC", "BC"]);

/** Prefixes of toll-free numbers. */
export const tollFreeCodes = ["800", "833", "844", "855", "866", "877", "888"] as const;

/** Area codes of a country of the North American plan. */
export function areaCodesOf(country: string): string[] {
  return Object.keys(AREAS).filter((code) => placeOfArea(code)?.country === country);
}

/** Where an area code is; undefined for one that isn't sold. */
export function placeOfArea(code: string): Place | undefined {
  const area = AREAS[code];
  if (!area) return undefined;
  const [city, region, zip] = area;
  return { city, region, zip, country: CANADA.has(region) ? "CA" : "US" };
}

/** Where a number is at home; empty texts when that isn't known. */
export function placeOf(number: string | null): Place {
  const code = number?.match(/^\+1(\d{3})\d{7}$/)?.[1];
  const known = code ? placeOfArea(code) : undefined;
  const abroad = number && !known ? abroadOf(number) : undefined;
  if (abroad) {
    const city = abroad.kind === "local" ? (countryOf(abroad.iso)?.abroad?.city ?? "") : "";
    return { city, region: "", zip: "", country: abroad.iso };
  }
  return known ?? { city: "", region: "", zip: "", country: code ? "US" : "" };
}

/** `FromCity…FromCountry` or `ToCity…ToCountry` of a webhook. */
export function placeFields(side: "From" | "To" | "Called" | "Caller", number: string | null): Record<string, string> {
  const place = placeOf(number);
  return {
    [`${side}City`]: place.city.toUpperCase(),
    [`${side}State`]: place.region,
    [`${side}Zip`]: place.zip,
    [`${side}Country`]: place.country,
  };
}
