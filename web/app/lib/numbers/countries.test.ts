import { describe, expect, it } from "vitest";
import { countryName, hasAreaCodes, likelyCountry } from "./countries.ts";

describe("likelyCountry", () => {
  it.each([
    ["en-GB", "GB"],
    ["en-AU", "AU"],
    ["en-NZ", "US"],
    ["en", "US"],
  ])("%s: %s", (locale, country) => expect(likelyCountry(locale)).toBe(country));
});

it("names a country that isn't searched by its code", () => {
  expect([countryName("GB"), countryName("ZZ")]).toEqual(["United Kingdom", "ZZ"]);
});

it("knows where area codes can be searched", () => {
  expect([hasAreaCodes("CA"), hasAreaCodes("DE"), hasAreaCodes("ZZ")]).toEqual([true, false, false]);
});
