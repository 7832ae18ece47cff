/** What is known of the numbers of a country before it is searched. */
export interface NumberCountry {
  code: string;
  name: string;
  /** Whether numbers can be searched by area code. */
  areaCodes: boolean;
}

/** Countries whose numbers can be searched, most used ones first. */
export const NUMBER_COUNTRIES: readonly NumberCountry[] = [
  { code: "US", name: "United States", areaCodes: true },
  { code: "CA", name: "Canada", areaCodes: true },
  { code: "GB", name: "United Kingdom", areaCodes: false },
  { code: "AU", name: "Australia", areaCodes: false },
  { code: "IE", name: "Ireland", areaCodes: false },
  { code: "DE", name: "Germany", areaCodes: false },
];

/** @returns the country's name, its code for one that isn't in the list */
export function countryName(code: string): string {
  return NUMBER_COUNTRIES.find((country) => country.code === code)?.name ?? code;
}

/** @returns whether area codes can be searched there */
export function hasAreaCodes(code: string): boolean {
  return NUMBER_COUNTRIES.find((country) => country.code === code)?.areaCodes ?? false;
}

/**
 * The country in which an organization most likely wants its number.
 *
 * @param locale its way to write, `en-GB`
 */
export function likelyCountry(locale: string): string {
  const region = locale.split("-")[1]?.toUpperCase();
  return NUMBER_COUNTRIES.find(({ code }) => code === region)?.code ?? "US";
}
