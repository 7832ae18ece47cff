import { expect, test } from "vitest";
import { placeNumber } from "./place-number.ts";

test.each([
  ["+16145550100", { country: "US", numberType: "local" }],
  ["+14165550100", { country: "CA", numberType: "local" }],
  ["+18765551234", { country: "JM", numberType: "mobile" }],
  ["+18005551234", { country: "US", numberType: "toll_free" }],
  ["+14150001234", { country: "US", numberType: "local" }],
  ["+4915112345678", { country: "DE", numberType: "mobile" }],
  ["+493023125117", { country: "DE", numberType: "local" }],
])("the digits %s tell country and kind", (e164, place) => {
  expect(placeNumber({ e164 })).toEqual(place);
});

test.each([
  { e164: "+18005551234", country: "CA", numberType: "toll_free" },
  { e164: "+14150001234", country: "CA", numberType: "local" },
  { e164: "+4915112345678", country: "DE", numberType: "local" },
] as const)("what fits is taken as it was offered: %j", (given) => {
  expect(placeNumber(given)).toEqual({ country: given.country, numberType: given.numberType });
});

test.each([
  [{ e164: "+16145550100", country: "LV" }, "/country", "This number is not of LV, but of US."],
  [{ e164: "+16145550100", country: "JM" }, "/country", "This number is not of JM, but of US."],
  [{ e164: "+14150001234", country: "JM" }, "/country", "This number is not of JM, but of US."],
  [{ e164: "+37120000000", country: "US" }, "/country", "This number is not of US, but of LV."],
  [{ e164: "+80012345678", country: "US" }, "/country", "This number is not of US."],
  [{ e164: "+80012345678" }, "/country", expect.stringMatching(/Give the country/)],
  [{ e164: "+16145550100", numberType: "toll_free" as const }, "/numberType", expect.stringMatching(/not free/)],
  [{ e164: "+18005551234", numberType: "local" as const }, "/numberType", expect.stringMatching(/is free to call/)],
  [{ e164: "+1234567" }, "/e164", expect.stringMatching(/no such phone number/)],
])("a mismatch is refused by its field: %j", (given, pointer, message) => {
  expect(() => placeNumber(given)).toThrow(
    expect.objectContaining({ code: "invalid", errors: [{ pointer, message: message as string }] }),
  );
});
