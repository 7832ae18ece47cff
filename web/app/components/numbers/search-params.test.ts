import { describe, expect, it } from "vitest";
import { readNumberSearch, searchLike } from "./search-params.ts";

const read = (query: string, locale = "en-US") => readNumberSearch(new URLSearchParams(query), locale);

describe("readNumberSearch", () => {
  it("begins with local numbers of the organization's country", () => {
    expect(read("", "en-GB")).toEqual({ country: "GB", numberType: "local", areaCode: "", contains: "" });
  });

  it("takes what the address asks for", () => {
    const asked = { country: "CA", numberType: "toll_free", areaCode: "416", contains: "MOVE*" };
    expect(read("country=CA&type=toll_free&areaCode=416&contains=MOVE*")).toEqual(asked);
  });

  it("leaves out what is damaged, and an area code where there are none", () => {
    const plain = { country: "US", numberType: "local", areaCode: "", contains: "" };
    expect(read("country=ZZ&type=fax&areaCode=12&contains=%3Cb%3E")).toEqual(plain);
    expect(read("country=DE&areaCode=415").areaCode).toBe("");
  });
});

describe("searchLike", () => {
  it("keeps country, kind and area", () => {
    const number = { e164: "+14155550134", country: "US", numberType: "local" } as const;
    expect(searchLike(number)).toBe("country=US&type=local&areaCode=415");
    expect(searchLike({ ...number, e164: "+18885550134", numberType: "toll_free" })).toBe("country=US&type=toll_free");
    expect(searchLike({ e164: "+442079460958", country: "GB", numberType: "local" })).toBe("country=GB&type=local");
  });
});
