import { describe, expect, it } from "vitest";
import { withParameter } from "./filter-links.ts";
import { isFiltered, readCallsSearch, toApiQuery } from "./search-params.ts";

const read = (query: string) => readCallsSearch(new URLSearchParams(query));
const api = (query: string, timezone = "America/Los_Angeles") => toApiQuery(read(query), { timezone, limit: 50 });

describe("readCallsSearch", () => {
  it("reads every filter", () => {
    const query =
      "from=2026-11-01&to=2026-11-05&outcome=missed&status=ended&caller=%2B14155550134&q=pallet&cursor=abc" +
      "&assistantId=01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f&phoneNumberId=01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e60";
    expect(read(query)).toEqual(Object.fromEntries(new URLSearchParams(query)));
  });

  it.each(["outcome=lost", "status=2", "from=2026-02-30", "to=yesterday", "assistantId=1", "q=a", "caller=", "page=3"])(
    "leaves out the damaged or unknown %s",
    (query) =>
      expect(read(`${query}&outcome=missed`)).toEqual(query.startsWith("outcome") ? {} : { outcome: "missed" }),
  );
});

describe("toApiQuery", () => {
  it("makes whole days of the organization's zone, the last one included", () => {
    expect(api("from=2026-11-04&to=2026-11-05")).toEqual({
      from: "2026-11-04T08:00:00.000Z",
      to: "2026-11-06T08:00:00.000Z",
      limit: 50,
    });
  });

  it("gives the day on which the clocks go back its 25 hours", () => {
    const { from, to } = api("from=2026-11-01&to=2026-11-01");
    expect((Date.parse(String(to)) - Date.parse(String(from))) / 3_600_000).toBe(25);
  });

  it("starts the day where midnight does not exist", () => {
    // Clocks in Beirut went from 0:00 to 1:00 on 2026-03-29.
    expect(api("from=2026-03-29", "Asia/Beirut").from).toBe("2026-03-28T22:00:00.000Z");
  });

  it.each([
    ["(415) 555-0134", "+14155550134"],
    ["1 415 555 0134", "+14155550134"],
    ["+49 30 901820", "+4930901820"],
    ["anonymous", "anonymous"],
  ])("asks for the caller %s as %s", (typed, e164) =>
    expect(api(`caller=${encodeURIComponent(typed)}`).caller).toBe(e164),
  );
});

describe("isFiltered", () => {
  it("is true for filters alone, not for a page", () => {
    expect(isFiltered(read("cursor=abc"))).toBe(false);
    expect(isFiltered(read("cursor=abc&q=pallet"))).toBe(true);
  });
});

describe("withParameter", () => {
  const search = new URLSearchParams("outcome=missed&cursor=abc");

  it("changes one filter and starts at the newest call again", () => {
    expect(withParameter(search, "caller", "+1415")).toBe("/calls?outcome=missed&caller=%2B1415");
    expect(withParameter(search, "outcome", null)).toBe("/calls");
  });
});
