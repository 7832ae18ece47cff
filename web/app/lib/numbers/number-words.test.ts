import { describe, expect, it } from "vitest";
import { answeredBy, numberTitle, placeWords, priceWords, unansweredWords } from "./number-words.ts";

it("names a number by its label, else by its digits", () => {
  expect(numberTitle({ label: "Front desk", e164: "+14155550134" })).toBe("Front desk");
  expect(numberTitle({ label: null, e164: "+14155550134" })).toBe("(415) 555-0134");
});

it("says where a number is at home, by its country where no town is known", () => {
  expect(placeWords({ city: "Denver", region: "CO", country: "US" })).toBe("Denver, CO");
  expect(placeWords({ city: "London", region: null, country: "GB" })).toBe("London");
  expect(placeWords({ city: null, region: null, country: "US" })).toBe("United States");
});

it("writes a price as the organization does, and none where none is known", () => {
  expect(priceWords({ minor: 115, currency: "USD" }, "en-US")).toBe("$1.15 a month");
  expect(priceWords(null, "en-US")).toBeNull();
});

describe("who answers", () => {
  const assistant = { id: "a", name: "Front desk" };
  it.each([
    [{ assistant, fallbackNumber: null }, "Front desk"],
    [
      { assistant: null, fallbackNumber: "+12125550199" },
      "No assistant. Callers hear “We can’t take your call right now” and are put through to (212) 555-0199.",
    ],
  ])("%j: %s", (number, words) => expect(answeredBy(number)).toBe(words));

  it("says what is heard where there is no fallback either", () => {
    expect(unansweredWords({ fallbackNumber: null })).toBe("Callers hear “We can’t take your call right now”.");
  });
});
